using System.Net.Mail;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>What a register entry must satisfy; asked by the forms before they are sent on, by the use cases and by the import.</summary>
public sealed class RegisterRules(IOptions<IntakeOptions> options, TimeProvider time)
{
    public const int MaxSubject = 200;
    public const int MaxText = 50_000;

    /// <summary>No petition of the paper years is entered with its old date: an earlier year is a slip of the pen.</summary>
    public static readonly DateOnly EarliestDay = new(2000, 1, 1);

    /// <summary>A clerk's computer may be a little ahead of the service.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <returns>Null when nothing is wrong; otherwise everything that is.</returns>
    public Refusal? Check(RegisterEntry entry)
    {
        var findings = new Findings();
        CheckCommon(entry, findings);
        CheckPetitioner(entry.Petitioner, findings);
        ChannelRules.Check(entry, findings);
        if (entry.Register is OnlineRegister online)
        {
            CheckPlatform(online, findings);
        }

        foreach (var field in options.Value.RequiredOf(entry.Register.Channel, entry.Petitioner.IsAnonymous))
        {
            var value = RequiredFields.Known[field](entry);
            findings.Check(value is not null && !(value is string text && string.IsNullOrWhiteSpace(text)), field, "entry-required");
        }

        return findings.ToRefusal();
    }

    /// <summary>The impossible dates: not yet, or before this office could have received it.</summary>
    public Refusal? CheckReceived(DateTime receivedAt) =>
        receivedAt > time.UtcNow() + ClockTolerance ? new Refusal("received-in-future") { Field = "ReceivedAt" }
        : ChinaTime.DayOf(receivedAt) < EarliestDay ? new Refusal("received-too-early", EarliestDay.Year) { Field = "ReceivedAt" }
        : null;

    /// <summary>What a platform did, it has done.</summary>
    private void CheckPlatform(OnlineRegister online, Findings findings)
    {
        var latest = time.UtcNow() + ClockTolerance;
        foreach (var (field, moment) in new[] { ("Register.CapturedAt", online.CapturedAt), ("Register.RepliedAt", online.RepliedAt) })
        {
            findings.Check(moment is null || moment <= latest, field, "moment-in-future");
            findings.Check(moment is null || ChinaTime.DayOf(moment.Value) >= EarliestDay, field, "received-too-early", EarliestDay.Year);
        }
    }

    private void CheckCommon(RegisterEntry entry, Findings findings)
    {
        findings.Required("Subject", entry.Subject);
        findings.Length("Subject", entry.Subject, MaxSubject);
        findings.Required("Text", entry.Text);
        findings.Length("Text", entry.Text, MaxText);
        findings.Length("Place", entry.Place, 200);
        if (CheckReceived(entry.ReceivedAt) is { } impossible)
        {
            findings.Add(impossible.Field!, impossible.Code, impossible.Args);
        }
    }

    private static void CheckPetitioner(Petitioner person, Findings findings)
    {
        findings.Length("Petitioner.Name", person.Name, 100);
        findings.Length("Petitioner.Address", person.Address, 300);
        findings.Length("Petitioner.Phone", person.Phone, 50);
        findings.Length("Petitioner.Email", person.Email, 254);
        findings.Check(
            string.IsNullOrWhiteSpace(person.Email) || MailAddress.TryCreate(person.Email.Trim(), out _),
            "Petitioner.Email",
            "mail-address-invalid");
        findings.Range("Petitioner.Age", person.Age, 0, 130);
        findings.Range("Petitioner.PeopleCount", person.PeopleCount, 1, 100_000);
    }
}
