using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Staff;

/// <summary>The hours of a working day (China) between which reminders that are not urgent go out; people choose their own within them.</summary>
/// <param name="From">The first hour.</param>
/// <param name="Until">The first hour that is too late; 24 is midnight.</param>
public sealed record ReminderHours(int From, int Until)
{
    public const string Setting = "reminder-hours";

    /// <summary>Until an administrator says otherwise.</summary>
    public static readonly ReminderHours Default = new(8, 20);

    public bool Cover(TimeOnly now) => now.Hour >= From && now.Hour < Until;

    /// <summary>
    /// The hours without those before the day's reminders have been written: a letter of an hour earlier would be the only one of its day, and
    /// each morning's reminders would wait for the next.
    /// </summary>
    /// <param name="mornings">The hours at which reminders are written; one that lies after the office's hours waits for the next day anyway.</param>
    public ReminderHours After(IEnumerable<int> mornings) => this with { From = mornings.Where(hour => hour < Until).Append(From).Max() };

    public string Value => string.Create(CultureInfo.InvariantCulture, $"{From}-{Until}");

    public static async Task<ReminderHours> ReadAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var value = await db.Set<ServiceSetting>().Where(s => s.Name == Setting).Select(s => s.Value).SingleOrDefaultAsync(cancellation);
        return value?.Split('-') is [var from, var until]
            ? new ReminderHours(int.Parse(from, CultureInfo.InvariantCulture), int.Parse(until, CultureInfo.InvariantCulture))
            : Default;
    }
}
