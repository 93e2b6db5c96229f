using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Deadlines;

/// <summary>The calendar as it stands: the shipped years, and over them the imported ones. Read once per unit of work.</summary>
public sealed class Calendars(PetitionDbContext db)
{
    private WorkingCalendar? _current;

    public async Task<WorkingCalendar> CurrentAsync(CancellationToken cancellation)
    {
        if (_current is null)
        {
            var imported = await db.Set<ImportedYear>().AsNoTracking().ToListAsync(cancellation);
            _current = imported.Aggregate(OfficialYears.Calendar, (calendar, year) => calendar.With(CalendarYearFile.FromJson(year.Json, year.Source).Value));
        }

        return _current;
    }
}
