using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Staff.Training;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>培訓記錄: what was trained, and which receptionists were not for too long.</summary>
[Authorize(Policy = Policies.ReadRoster)]
public sealed class TrainingModel(TrainingLog log, PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    private const int PageSize = 25, MostMonths = 60, Everything = 10_000;

    /// <summary>After so many months without training somebody is listed as due.</summary>
    [BindProperty(SupportsGet = true)]
    public int Months { get; set; } = 12;

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public TrainingInput Input { get; set; } = new();

    public IReadOnlyList<TrainingLine> Lines { get; private set; } = [];
    public IReadOnlyList<TrainedPerson> People { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Office { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);
    public bool MayRecord => TrainingLog.MayRecord(current.Require());

    public bool IsDue(TrainedPerson person) => person.LastOn is not { } last || last < Since;

    private DateOnly Since => time.Today().AddMonths(-Months);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Months = Math.Clamp(Months, 1, MostMonths);
        Paging = new Paging(Math.Max(1, PageNumber), PageSize, await log.CountAsync(cancellation));
        Lines = await log.ReadAsync((Paging.Page - 1) * PageSize, PageSize, cancellation);
        People = await log.ReceptionistsAsync(Since, cancellation);
        var office = await db.Set<StaffMember>().Where(s => s.IsActive && s.UnitId == null).OrderBy(s => s.DisplayName).Select(s => new { s.Id, s.DisplayName }).ToListAsync(cancellation);
        Office = [.. office.Select(s => (s.Id, s.DisplayName))];
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellation)
    {
        string[] headings = [texts["TrainingPages.HeldOn"], texts["TrainingPages.Area"], texts["TrainingPages.Topic"], texts["TrainingPages.Hours"], texts["TrainingPages.Attendees"]];
        var lines = (await log.ReadAsync(0, Everything, cancellation)).Select(line => new[]
        {
            line.Session.HeldOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), texts.Of(line.Session.Area), line.Session.Topic,
            line.Session.Hours.ToString("0.#", CultureInfo.InvariantCulture), string.Join(texts["Tasks.Comma"], line.Attendees),
        });
        return File(await CsvFile.WriteAsync(headings, lines.ToAsyncEnumerable(), cancellation), CsvFile.ContentType, "training.csv");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var command = new RecordTraining(Input.HeldOn, Input.Area, Input.Topic, Input.Hours, Input.Attendees, current.Require());
            var done = await runner.RunAsync<TrainingLog>(h => h.HandleAsync(command, cancellation), cancellation);
            if (done.Refusal is not { } refusal)
            {
                this.Toast(texts["TrainingPages.Recorded"]);
                return RedirectToPage();
            }

            ModelState.Say(refusal, texts, field => "Input." + field);
        }

        await OnGetAsync(cancellation);
        return Page();
    }
}

public sealed class TrainingInput
{
    [Display(Name = "TrainingPages.HeldOn")]
    public DateOnly? HeldOn { get; set; }

    [Display(Name = "TrainingPages.Area")]
    public TrainingArea? Area { get; set; }

    [Display(Name = "TrainingPages.Topic")]
    public string? Topic { get; set; }

    [Display(Name = "TrainingPages.Hours")]
    public decimal? Hours { get; set; }

    [Display(Name = "TrainingPages.Attendees")]
    public List<Guid> Attendees { get; set; } = [];
}
