using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>An announced year as a file: <c>.json</c>, <c>.csv</c> (<see cref="CalendarYearFile"/>) or <c>.ics</c> (<see cref="CalendarIcs"/>).</summary>
/// <param name="FileName">Its ending says the format; the name is kept as the year's source.</param>
/// <param name="Text">The content.</param>
/// <param name="Year">The year that the administrator means; a file of another year is refused.</param>
public sealed record ImportCalendarYear(string FileName, string Text, int Year)
{
    public Result<CalendarYear> Read()
    {
        var year = Path.GetExtension(FileName).ToUpperInvariant() switch
        {
            ".CSV" => CalendarYearFile.FromCsv(Text, Year, FileName),
            ".ICS" => CalendarIcs.Read(Text, Year, FileName),
            _ => CalendarYearFile.FromJson(Text, FileName),
        };
        return !year.IsRefused && year.Value.Year != Year ? new Refusal("calendar-file-of-another-year", year.Value.Year, Year) : year;
    }
}

/// <summary>A due day before and after; the import moves it, or only makes it final.</summary>
public sealed record MovedDueDay(Guid PetitionId, string CaseNumber, string Code, DateOnly From, DateOnly To, bool IsProvisional);

public sealed class ImportCalendarYearHandler(UnitOfWork work, Calendars calendars, ClockDerivation derivation, ClockRecount recount)
{
    /// <summary>What the import would change, without changing it.</summary>
    public async Task<Result<IReadOnlyList<MovedDueDay>>> PreviewAsync(ImportCalendarYear command, CancellationToken cancellation)
    {
        var read = command.Read();
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var calendar = (await calendars.CurrentAsync(cancellation)).With(read.Value);
        var clocks = await Touched(read.Value.Year)
            .Join(work.Db.Set<Petition>(), c => c.PetitionId, p => p.Id, (clock, petition) => new { Clock = clock, petition.Number })
            .AsNoTracking()
            .ToListAsync(cancellation);
        return clocks
            .Select(c => (c.Clock, c.Number, Due: derivation.DueOf(c.Clock, calendar)))
            .Where(c => c.Due.Day != c.Clock.DueDay || c.Due.Trace.IsProvisional != c.Clock.IsProvisional)
            .Select(c => new MovedDueDay(c.Clock.PetitionId, c.Number, c.Clock.Code, c.Clock.DueDay, c.Due.Day, c.Due.Trace.IsProvisional))
            .OrderBy(m => m.To).ThenBy(m => m.CaseNumber, StringComparer.Ordinal)
            .ToList();
    }

    /// <returns>How many due days moved or became final.</returns>
    public async Task<Result<int>> HandleAsync(ImportCalendarYear command, ActContext act, CancellationToken cancellation)
    {
        var read = command.Read();
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var calendar = (await calendars.CurrentAsync(cancellation)).With(read.Value);
        await StoreAsync(read.Value, act, cancellation);
        return await recount.RecountAsync(await Touched(read.Value.Year).ToListAsync(cancellation), calendar, act, cancellation);
    }

    /// <summary>Open clocks whose count or next reminder can reach into the year.</summary>
    private IQueryable<CaseClock> Touched(int year)
    {
        var first = new DateOnly(year, 1, 1);
        var (begin, end) = (ChinaTime.ToUtc(first, TimeOnly.MinValue), ChinaTime.ToUtc(first.AddYears(1), TimeOnly.MinValue));
        return work.Db.Set<CaseClock>().Where(c => c.EndedAt == null && c.StartedAt < end && (c.DueAt >= begin || c.NextReminderAt >= begin));
    }

    private async Task StoreAsync(CalendarYear year, ActContext act, CancellationToken cancellation)
    {
        var stored = await work.Db.Set<ImportedYear>().SingleOrDefaultAsync(y => y.Year == year.Year, cancellation);
        if (stored is null)
        {
            stored = new ImportedYear { Year = year.Year, Json = "", Source = "", ImportedAt = default };
            work.Db.Add(stored);
        }

        stored.Json = CalendarYearFile.ToJson(year);
        stored.Source = year.Source;
        stored.ImportedAt = work.Time.UtcNow();
        stored.ImportedById = act.ActorId;
    }
}
