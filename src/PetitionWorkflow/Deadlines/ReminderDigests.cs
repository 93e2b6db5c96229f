using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// One letter a day: what the ladders hold for a person goes out together, on a working day and between morning and evening. What
/// comes later that day waits for the next one. Urgent notices are never held. A demo does not wait: its clock is moved to see mails.
/// </summary>
public sealed partial class ReminderDigests(
    IServiceScopeFactory scopes, UnitOfWorkRunner runner, TimeProvider time, IOptions<DemoOptions> demo, ILogger<ReminderDigests> log)
{
    /// <summary>Hours (China) at which nobody is disturbed by a deadline that is days away.</summary>
    public static readonly (TimeOnly Morning, TimeOnly Evening) Awake = (new(8, 0), new(20, 0));

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
        if (!again && !await IsAwakeAsync(scope.ServiceProvider.GetRequiredService<Calendars>(), day, cancellation))
        {
            return [];
        }

        var mails = scope.ServiceProvider.GetRequiredService<PetitionDbContext>().Set<OutgoingMail>();
        return await mails
            .Where(m => m.State == MailState.Held && (again || !mails.Any(told => told.ToldOn == day && told.ToAddress == m.ToAddress)))
            .Select(m => m.ToAddress)
            .Distinct()
            .Order()
            .ToListAsync(cancellation);
    }

    private async Task<bool> IsAwakeAsync(Calendars calendars, DateOnly day, CancellationToken cancellation)
    {
        var now = TimeOnly.FromDateTime(ChinaTime.ToLocal(time.UtcNow()));
        return now >= Awake.Morning && now < Awake.Evening && (await calendars.CurrentAsync(cancellation)).IsWorkday(day);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A reader's reminders of {Day} cannot be sent on; the next sweep tries again")]
    private partial void LogFailed(Exception exception, DateOnly day);
}
