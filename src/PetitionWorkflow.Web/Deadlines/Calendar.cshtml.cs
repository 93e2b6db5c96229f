using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>The working-day calendar by year, and the import of a year: first what it would move, then the doing.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class CalendarModel(Calendars calendars, PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer viewer, TimeProvider time, Texts texts) : PageModel
{
    /// <summary>An announcement has a few dozen days; anything larger is no calendar.</summary>
    private const int MaxFileBytes = 200_000;

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>Carried from the preview to the confirmation.</summary>
    [BindProperty]
    public string? FileName { get; set; }

    [BindProperty]
    public string? FileText { get; set; }

    [BindProperty]
    public List<SpanInput> Spans { get; set; } = [];

    [BindProperty]
    public string? HoursReason { get; set; }

    public IReadOnlyList<OfficeHoursChange> HoursChanges { get; private set; } = [];
    public CalendarYear Shown { get; private set; } = null!;
    public int FirstYear { get; private set; }
    public int LastYear { get; private set; }

    /// <summary>Those of cases that the administrator may see.</summary>
    public IReadOnlyList<MovedDueDay>? Moves { get; private set; }

    /// <summary>How many further due days would move.</summary>
    public int NotShown { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await ShowAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        if (!await ShowAsync(cancellation))
        {
            return Page();
        }

        if (Upload is null || Upload.Length > MaxFileBytes)
        {
            ModelState.AddModelError(nameof(Upload), texts[Upload is null ? "Calendar.NoFile" : "Calendar.FileTooLarge"]);
            return Page();
        }

        var read = await TextEncoding.ReadAsync(Upload.OpenReadStream(), cancellation);
        if (read.Refusal is { } noText)
        {
            ModelState.AddModelError(nameof(Upload), texts.Of(noText));
            return Page();
        }

        (FileName, FileText) = (Path.GetFileName(Upload.FileName), read.Value);
        var preview = await runner.RunAsync<ImportCalendarYearHandler, IReadOnlyList<MovedDueDay>>(h => h.PreviewAsync(Command(), cancellation), cancellation);
        if (preview.Refusal is { } refusal)
        {
            ModelState.AddModelError(nameof(Upload), texts.Of(refusal));
            return Page();
        }

        var seen = db.Set<Petition>().VisibleTo(viewer.Require());
        var hidden = await db.Set<Petition>().Where(p => !seen.Any(s => s.Id == p.Id)).Select(p => p.Id).ToHashSetAsync(cancellation);
        Moves = [.. preview.Value.Where(m => !hidden.Contains(m.PetitionId))];
        NotShown = preview.Value.Count - Moves.Count;
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellation)
    {
        if (!await ShowAsync(cancellation))
        {
            return Page();
        }

        var act = viewer.Require().Act();
        var result = await runner.RunAsync<ImportCalendarYearHandler, int>(h => h.HandleAsync(Command(), act, cancellation), cancellation);
        if (result.Refusal is { } refusal)
        {
            ModelState.AddModelError("", texts.Of(refusal));
            return Page();
        }

        this.Toast(texts["Calendar.Imported", Year, result.Value]);
        return RedirectToPage(new { Year });
    }

    public async Task<IActionResult> OnPostHoursAsync(CancellationToken cancellation)
    {
        var hours = new OfficeHours([.. Spans.Where(s => s.From is not null || s.Until is not null).Select(s => new OfficeSpan(s.From ?? default, s.Until ?? default))]);
        var command = new SetOfficeHours(hours, viewer.Require().Act(HoursReason?.Trim()));
        var result = ModelState.IsValid ? await runner.RunAsync<SetOfficeHoursHandler>(h => h.HandleAsync(command, cancellation), cancellation) : Result.Done;
        if (ModelState.IsValid && result.Refusal is null)
        {
            this.Toast(texts["Calendar.HoursSaved"]);
            return RedirectToPage(new { Year });
        }

        if (result.Refusal is { } refusal)
        {
            ModelState.AddModelError(refusal.Field == nameof(HoursReason) ? nameof(HoursReason) : "Hours", texts.Of(refusal));
        }

        return await OnGetAsync(cancellation);
    }

    /// <summary>The weeks of a month, Monday first; null pads the first and the last.</summary>
    public IEnumerable<CalendarDay?[]> WeeksOf(int month)
    {
        var first = new DateOnly(Shown.Year, month, 1);
        var before = ((int)first.DayOfWeek + 6) % 7;
        var days = Enumerable.Repeat<CalendarDay?>(null, before)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(Shown.Year, month)).Select(d => (CalendarDay?)Shown.On(first.AddDays(d))));
        return days.Chunk(7).Select(week => week.Concat(Enumerable.Repeat<CalendarDay?>(null, 7 - week.Length)).ToArray());
    }

    /// <returns>False when the year asked for is not one of those there are: the nearest is shown, and nothing is done to it.</returns>
    private async Task<bool> ShowAsync(CancellationToken cancellation)
    {
        var calendar = await calendars.CurrentAsync(cancellation);
        var today = time.Today();
        (FirstYear, LastYear) = (calendar.FirstYear, Math.Max(today.Year, calendar.AnnouncedYears.Last().Year) + 3);
        Shown = calendar.YearOf(Math.Clamp(Year ?? today.Year, FirstYear, LastYear));
        var isThere = Year is null || Year == Shown.Year;
        if (!isThere)
        {
            ModelState.AddModelError(nameof(Year), texts["Calendar.NoSuchYear", Year!, FirstYear, LastYear, Shown.Year]);
        }

        Year = Shown.Year;
        HoursChanges = await OfficeHoursChange.ReadAsync(db, cancellation);
        if (Spans.Count == 0)
        {
            Spans = [.. (await OfficeHours.ReadAsync(db, cancellation)).Spans.Select(s => new SpanInput { From = s.From, Until = s.Until })];
        }

        return isThere;
    }

    private ImportCalendarYear Command() => new(FileName ?? "", FileText ?? "", Year!.Value);
}

/// <summary>One stretch of the office day as typed; both ends empty: there is none.</summary>
public sealed class SpanInput
{
    public TimeOnly? From { get; set; }
    public TimeOnly? Until { get; set; }
}
