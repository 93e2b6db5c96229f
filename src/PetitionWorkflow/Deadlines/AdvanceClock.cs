using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Moves the whole service forward in time (demo mode only): deadlines come, reminders go out.</summary>
public sealed record AdvanceClock(TimeSpan By);

public sealed class AdvanceClockHandler(UnitOfWork work, ServiceClock clock, IOptions<DemoOptions> demo)
{
    /// <summary>Days in one step; a slip of the finger must not end in the next century.</summary>
    public const int MaxDays = 400;

    private const string SettingName = "demo-clock-ahead";

    public async Task<Result<DateTime>> HandleAsync(AdvanceClock command, CancellationToken cancellation)
    {
        if (!demo.Value.Enabled)
        {
            return new Refusal("clock-demo-only");
        }

        if (command.By <= TimeSpan.Zero || command.By > TimeSpan.FromDays(MaxDays))
        {
            return new Refusal("clock-step-out-of-range", MaxDays) { Field = "By" };
        }

        var ahead = Ahead(await FindAsync(work.Db, cancellation)) + command.By;
        await work.Db.SetAsync(SettingName, Text(ahead), cancellation);

        work.AfterCommit((services, _) =>
        {
            clock.Ahead = ahead;
            var jobs = services.GetRequiredService<IJobNudge>();
            jobs.Nudge<EndPauses>();
            jobs.Nudge<ClockSweep>();
            return Task.CompletedTask;
        });
        return clock.UtcNow() + (ahead - clock.Ahead);
    }

    /// <summary>At start: the demo goes on where it stood, a real office never has a setting to read.</summary>
    public static async Task RestoreAsync(PetitionDbContext db, ServiceClock clock, CancellationToken cancellation) =>
        clock.Ahead = Ahead(await FindAsync(db, cancellation));

    private static Task<ServiceSetting?> FindAsync(PetitionDbContext db, CancellationToken cancellation) =>
        db.Set<ServiceSetting>().SingleOrDefaultAsync(s => s.Name == SettingName, cancellation);

    private static TimeSpan Ahead(ServiceSetting? setting) =>
        setting is null ? TimeSpan.Zero : TimeSpan.Parse(setting.Value, CultureInfo.InvariantCulture);

    private static string Text(TimeSpan ahead) => ahead.ToString("c", CultureInfo.InvariantCulture);
}
