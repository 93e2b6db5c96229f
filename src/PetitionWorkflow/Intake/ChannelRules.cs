using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>The rules of the four forms, each for its own channel.</summary>
internal static class ChannelRules
{
    private const int ShortText = 100;
    private const int LongText = 4000;

    public static void Check(RegisterEntry entry, Findings findings)
    {
        findings.Length("Register.TakenBy", entry.Register.TakenBy, ShortText);
        switch (entry.Register)
        {
            case VisitRegister visit:
                CheckVisit(visit, entry, findings);
                break;
            case LetterRegister letter:
                CheckLetter(letter, entry, findings);
                break;
            case CallRegister call:
                CheckCall(call, findings);
                break;
            case OnlineRegister online:
                CheckOnline(online, findings);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(entry), entry.Register.GetType(), "No rules for this register.");
        }
    }

    private static void CheckVisit(VisitRegister visit, RegisterEntry entry, Findings findings)
    {
        var people = entry.Petitioner.PeopleCount;
        var named = visit.Representatives.Count;
        findings.Length("Register.Counter", visit.Counter, ShortText);
        findings.Check(named <= VisitRegister.MaxRepresentatives, "Register.Representatives", "too-many-representatives", VisitRegister.MaxRepresentatives);
        findings.Check(named <= people, "Register.Representatives", "more-representatives-than-people");
        findings.Check(people <= VisitRegister.MaxRepresentatives || named > 0, "Register.Representatives", "representatives-missing", VisitRegister.MaxRepresentatives);
        findings.Check(visit.Representatives.All(name => name.Length <= ShortText), "Register.Representatives", "entry-too-long", ShortText);
        findings.Length("Register.IdNumber", visit.IdNumberMasked, 40);
        findings.Check(
            visit.PromisedDay is null || visit.PromisedDay >= ChinaTime.DayOf(entry.ReceivedAt),
            "Register.PromisedDay",
            "promised-before-receipt");
        if (visit.OnTheSpot is { } answer)
        {
            findings.Required("Register.OnTheSpot.Answer", answer.Answer);
            findings.Length("Register.OnTheSpot.Answer", answer.Answer, LongText);
            findings.Required("Register.OnTheSpot.Basis", answer.Basis);
            findings.Length("Register.OnTheSpot.Basis", answer.Basis, LongText);
            findings.Length("Register.OnTheSpot.ExplainedBy", answer.ExplainedBy, ShortText);
        }
    }

    private static void CheckLetter(LetterRegister letter, RegisterEntry entry, Findings findings)
    {
        findings.Length("Register.Batch", letter.Batch, ShortText);
        findings.Length("Register.PostalCode", letter.PostalCode, 20);
        findings.Length("Register.RegisteredMailNumber", letter.RegisteredMailNumber, ShortText);
        findings.Range("Register.Enclosures", letter.Enclosures, 0, 10_000);
        findings.Check(
            letter.WrittenOn is null || letter.WrittenOn <= ChinaTime.DayOf(entry.ReceivedAt),
            "Register.WrittenOn",
            "letter-written-after-receipt");
        findings.Check(
            letter.WrittenOn is null || letter.WrittenOn >= RegisterRules.EarliestDay.AddYears(-50),
            "Register.WrittenOn",
            "received-too-early",
            RegisterRules.EarliestDay.AddYears(-50).Year);
    }

    private static void CheckCall(CallRegister call, Findings findings)
    {
        findings.Length("Register.CallerNumber", call.CallerNumber, 50);
        findings.Length("Register.RecordingNumber", call.RecordingNumber, ShortText);
        findings.Range("Register.Rings", call.Rings, 1, 100);
        findings.Range("Register.DurationMinutes", call.DurationMinutes, 0, 24 * 60);
    }

    private static void CheckOnline(OnlineRegister online, Findings findings)
    {
        findings.Length("Register.Platform", online.Platform, 64);
        findings.Length("Register.MessageId", online.MessageId, ShortText);
        findings.Length("Register.Account", online.Account, ShortText);
        findings.Length("Register.Link", online.Link, 500);
        findings.Length("Register.Accused", online.Accused, 200);
        findings.Length("Register.Category", online.Category, 200);
        findings.Length("Register.Reply", online.Reply, RegisterRules.MaxText);
        findings.Check(
            string.IsNullOrWhiteSpace(online.Link) || IsWebAddress(online.Link),
            "Register.Link",
            "link-invalid");
    }

    /// <summary>Anything else (javascript:, file:) must never become a link on the case's page.</summary>
    private static bool IsWebAddress(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
}
