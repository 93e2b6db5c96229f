using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>An administrator sets the hours between which people may be reminded of what is not urgent.</summary>
public sealed record SetReminderHours(int From, int Until, ActContext Act);

public sealed class SetReminderHoursHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(SetReminderHours command, CancellationToken cancellation)
    {
        if (command.From < 0 || command.Until > 24 || command.From >= command.Until)
        {
            return new Refusal("reminder-hours-invalid") { Field = nameof(command.Until) };
        }

        var hours = new ReminderHours(command.From, command.Until);
        await work.Db.SetAsync(ReminderHours.Setting, hours.Value, cancellation);

        // The office as a whole has no row of its own to point at.
        work.Db.Add(StaffChange.Of(Guid.Empty, nameof(SetReminderHours), new { hours.From, hours.Until }, command.Act, work.Time.UtcNow()));
        return Result.Done;
    }
}
