using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Staff.Rosters;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>值班表: one week of the roster, planned by leaders and administrators; whoever is on duty comes and goes here.</summary>
[Authorize(Policy = Policies.ReadRoster)]
public sealed class RosterPageModel(Roster roster, Calendars calendars, PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    private const int DaysOfWeek = 7;

    /// <summary>Any day of the week that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Week { get; set; }

    [BindProperty]
    public ShiftInput Input { get; set; } = new();

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public DateOnly Monday { get; private set; }
    public IReadOnlyList<DateOnly> Days => [.. Enumerable.Range(0, DaysOfWeek).Select(Monday.AddDays)];
    public IReadOnlyList<RosterLine> Lines { get; private set; } = [];
    public IReadOnlyList<RosterGap> Gaps { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> People { get; private set; } = [];
    public IReadOnlyList<StaffChange> Changes { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public Viewer Me => current.Require();
    public bool MayPlan => RosterWriter.MayPlan(Me);
    public DateOnly Today => time.Today();

    public bool IsLate(DutyShift shift) => roster.IsLate(shift);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var day = Week is { Year: > 2000 and < 2100 } asked ? asked : time.Today();
        Monday = day.AddDays(-(((int)day.DayOfWeek + 6) % DaysOfWeek));
        Lines = await roster.BetweenAsync(Monday, Monday.AddDays(DaysOfWeek - 1), cancellation);
        var calendar = await calendars.CurrentAsync(cancellation);
        Gaps = roster.Gaps(Lines, Days.Where(d => d >= time.Today() && d.Year >= calendar.FirstYear && calendar.IsWorkday(d)));
        Names = await db.Set<StaffMember>().Where(s => s.UnitId == null).ToDictionaryAsync(s => s.Id, s => s.DisplayName, cancellation);
        if (!MayPlan)
        {
            return;
        }

        var able = (await db.StaffInRoleAsync(Roles.Clerk, cancellation)).Concat(await db.StaffInRoleAsync(Roles.Leader, cancellation)).DistinctBy(s => s.Id);
        People = [.. able.Select(s => (s.Id, s.DisplayName))];
        Changes = await db.Set<StaffChange>().AsNoTracking().Where(c => c.Kind == nameof(RemoveShift)).OrderByDescending(c => c.Id).Take(10).ToListAsync(cancellation);
    }

    /// <summary>The week as a file that an import reads back.</summary>
    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellation)
    {
        await OnGetAsync(cancellation);
        var accounts = await db.Set<StaffMember>().ToDictionaryAsync(s => s.Id, s => s.UserName ?? "", cancellation);
        var lines = Lines.Select(line => RosterFile.Line(line.Shift, accounts[line.Shift.PersonId]));
        return File(await CsvFile.WriteAsync([.. RosterFile.Columns], lines.ToAsyncEnumerable(), cancellation), CsvFile.ContentType, $"roster-{Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var added = await AddAsync([new ShiftEntry(Input.Day, Input.Post, Input.From, Input.Until, Input.PersonId)], cancellation);
            if (added.Refusal is not { } refusal)
            {
                return Done(texts["RosterPages.Added", added.Value], Input.Day);
            }

            ModelState.Say(refusal, texts, field => "Input." + field[(field.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        }

        await OnGetAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellation)
    {
        if (Upload is null || Upload.Length > RosterFile.MaxLength)
        {
            ModelState.AddModelError(nameof(Upload), texts[Upload is null ? "RosterPages.NoFile" : "RosterPages.FileTooLarge"]);
        }
        else
        {
            var text = await TextEncoding.ReadAsync(Upload.OpenReadStream(), cancellation);
            var accounts = await db.Set<StaffMember>().Where(s => s.IsActive).ToDictionaryAsync(s => s.NormalizedUserName ?? "", s => s.Id, cancellation);
            var read = text.Refusal is { } noText ? noText : RosterFile.Read(text.Value, accounts);
            var added = read.Refusal is { } unreadable ? unreadable : await AddAsync(read.Value, cancellation);
            if (added.Refusal is not { } refusal)
            {
                return Done(texts["RosterPages.Added", added.Value], read.Value.Min(e => e.Day));
            }

            foreach (var fault in refusal.All)
            {
                var line = fault.Field?.Split(':')[0];
                ModelState.AddModelError(nameof(Upload), line is null ? texts.Of(fault) : texts["RosterPages.InLine", line, texts.Of(fault)]);
            }
        }

        await OnGetAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, string? reason, CancellationToken cancellation) => await ActAsync(
        await runner.RunAsync<RosterWriter>(h => h.HandleAsync(new RemoveShift(id, reason, Me), cancellation), cancellation), "RosterPages.Removed", cancellation);

    public async Task<IActionResult> OnPostCheckAsync(Guid id, bool leaves, CancellationToken cancellation) => await ActAsync(
        await runner.RunAsync<RosterWriter>(h => h.HandleAsync(new CheckDuty(id, leaves, Me), cancellation), cancellation), leaves ? "RosterPages.Left" : "RosterPages.Came", cancellation);

    private Task<Result<int>> AddAsync(IReadOnlyList<ShiftEntry> entries, CancellationToken cancellation) =>
        runner.RunAsync<RosterWriter, int>(h => h.HandleAsync(new AddShifts(entries, Me), cancellation), cancellation);

    private async Task<IActionResult> ActAsync(Result result, string done, CancellationToken cancellation)
    {
        if (result.Refusal is not { } refusal)
        {
            return Done(texts[done], Week);
        }

        ModelState.AddModelError("", texts.Of(refusal));
        await OnGetAsync(cancellation);
        return Page();
    }

    private LocalRedirectResult Done(string said, DateOnly? week)
    {
        this.Toast(said);
        return LocalRedirect(week is { } day ? $"/roster?week={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "/roster");
    }
}

public sealed class ShiftInput
{
    [Display(Name = "RosterPages.Day")]
    public DateOnly? Day { get; set; }

    [Display(Name = "RosterPages.Post")]
    public DutyPost? Post { get; set; } = DutyPost.Reception;

    [Display(Name = "RosterPages.From")]
    public TimeOnly? From { get; set; } = new(9, 0);

    [Display(Name = "RosterPages.Until")]
    public TimeOnly? Until { get; set; } = new(17, 0);

    [Display(Name = "RosterPages.Person")]
    public Guid? PersonId { get; set; }
}
