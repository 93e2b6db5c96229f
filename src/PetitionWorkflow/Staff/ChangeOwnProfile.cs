using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>What a person decides for herself: the language of pages and mails, and when reminders leave her alone.</summary>
public sealed record ChangeOwnProfile(Guid StaffMemberId, string Language, OwnHours Hours, ActContext Act);

public sealed class ChangeOwnProfileHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(ChangeOwnProfile command, CancellationToken cancellation)
    {
        if (await work.Db.FindAsync<StaffMember>([command.StaffMemberId], cancellation) is not { } member)
        {
            return new Refusal("staff-unknown");
        }

        var office = await ReminderHours.ReadAsync(work.Db, cancellation);
        if (Refusal.Together([.. Faults(command, office)]) is { } refusal)
        {
            return refusal;
        }

        member.Language = command.Language;
        member.SetHours(command.Hours);
        work.Db.Add(StaffChange.Of(member.Id, nameof(ChangeOwnProfile), new { command.Language, command.Hours }, command.Act, work.Time.UtcNow()));
        return Result.Done;
    }

    private static IEnumerable<Refusal> Faults(ChangeOwnProfile command, ReminderHours office)
    {
        var hours = command.Hours;
        if (!Texts.Languages.Contains(command.Language))
        {
            yield return new Refusal("language-unknown") { Field = nameof(command.Language) };
        }

        if (hours.QuietFrom is null != hours.QuietUntil is null || (hours.QuietFrom is not null && hours.QuietFrom == hours.QuietUntil))
        {
            yield return new Refusal("quiet-hours-half") { Field = nameof(hours.QuietUntil) };
        }
        else if (hours.DigestHour is { } hour && (hour < office.From || hour >= office.Until))
        {
            yield return new Refusal("digest-hour-outside", office.From, office.Until) { Field = nameof(hours.DigestHour) };
        }
        else if (!hours.LeaveRoom(office))
        {
            yield return new Refusal("quiet-hours-all-day", office.From, office.Until) { Field = nameof(hours.QuietUntil) };
        }
    }
}
