using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// One letter a day: what the ladders hold for a person goes out together, on a working day, in the office's hours for reminders
/// (<see cref="ReminderHours"/>), not before the ladders' own hour, and in the person's (<see cref="OwnHours"/>). What comes later that day
/// waits for the next one.
/// Urgent notices are never held. A demo does not wait: its clock is moved to see mails.
/// </summary>
public sealed partial class ReminderDigests(
    IServiceScopeFactory scopes, UnitOfWorkRunner runner, TimeProvider time, IOptions<DemoOptions> demo, ILogger<ReminderDigests> log)
{
    public async Task SendAsync(CancellationToken cancellation)
    {
        var day = time.Today();
        var again = demo.Value.Enabled;
        foreach (var address in await ReadersAsync(day, again, cancellation))
        {
            try
            {
                await runner.RunAsync<BundleMail, int>(bundle => bundle.HandleAsync(address, day, again, cancellation), cancellation);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogFailed(failed, day);
            }
        }
    }

    private async Task<IReadOnlyList<string>> ReadersAsync(DateOnly day, bool again, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();
        var office = (await ReminderHours.ReadAsync(db, cancellation)).After(scope.ServiceProvider.GetRequiredService<ClockCatalogues>().Current.Mornings);
        if (!again && (!office.Cover(Now) || !(await scope.ServiceProvider.GetRequiredService<Calendars>().CurrentAsync(cancellation)).IsWorkday(day)))
        {
            return [];
        }

        var mails = db.Set<OutgoingMail>();
        var waiting = await mails
            .Where(m => m.State == MailState.Held && (again || !mails.Any(told => told.ToldOn == day && told.ToAddress == m.ToAddress)))
            .Select(m => m.ToAddress)
            .Distinct()
            .Order()
            .ToListAsync(cancellation);
        if (again || waiting.Count == 0)
        {
            return waiting;
        }

        var asleep = await AsleepAsync(db, office, cancellation);
        return [.. waiting.Where(address => !asleep.Contains(address))];
    }

    private TimeOnly Now => TimeOnly.FromDateTime(ChinaTime.ToLocal(time.UtcNow()));

    /// <summary>An address that several people read is written to when it suits one of them: hours that exclude each other must not silence it.</summary>
    private async Task<IReadOnlySet<string>> AsleepAsync(PetitionDbContext db, ReminderHours office, CancellationToken cancellation)
    {
        var choosy = await db.Set<StaffMember>().AsNoTracking()
            .Where(m => m.IsActive && m.Email != null && db.Set<StaffMember>().Any(o => o.Email == m.Email && o.IsActive && (o.DigestHour != null || o.QuietFrom != null)))
            .ToListAsync(cancellation);
        return choosy.GroupBy(m => m.Email!, StringComparer.OrdinalIgnoreCase)
            .Where(people => people.All(m => !m.Hours.Allow(Now, office)))
            .Select(people => people.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A reader's reminders of {Day} cannot be sent on; the next sweep tries again")]
    private partial void LogFailed(Exception exception, DateOnly day);
}
