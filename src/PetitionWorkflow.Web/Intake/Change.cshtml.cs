using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake;

/// <summary>Corrects a register; the history keeps what stood there before (C16).</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class ChangeModel(
    PetitionDbContext db,
    UnitOfWorkRunner runner,
    RegisterRules rules,
    ViewingLog viewings,
    CurrentViewer viewer,
    IOptions<IntakeOptions> options,
    Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    /// <summary>The case's version that the form shows.</summary>
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public bool ReadBack { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Petition Case { get; private set; } = null!;

    /// <summary>After a conflict: the fields in which the case differs from the form.</summary>
    public IReadOnlyList<RegisterFieldChange>? Meanwhile { get; private set; }

    public RegisterForm Form => new() { Channel = Case.Channel, Input = Input, Options = options.Value, IsCorrection = true };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        viewings.Note(viewer.Require(), Case.Id, ViewingKind.Register, Case.Petitioner.Given(RegisterForm.Shown));
        Input = Case.ToInput();
        Version = Case.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        var entry = Input.ToEntry(Case.Channel, Case.ReceivedAt, ChannelRegister.Of(Case));
        entry = entry.Text == Case.Text.ReplaceLineEndings("\n") ? entry with { Text = Case.Text } : entry;
        if (rules.Check(entry with { ReceivedAt = Case.ReceivedAt }) is { } wrong)
        {
            RegisterForm.Note(ModelState, wrong, texts);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new ChangeRegister(Case.Id, Version, entry, ReadBack, viewer.Require().Act(Reason));
        var result = await runner.RunAsync<ChangeRegisterHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        if (result.Refusal is { } refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
            if (refusal.Code == ChangeRegisterHandler.Meanwhile)
            {
                await CompareAsync(entry, cancellation);
            }

            return Page();
        }

        this.Toast(texts[result.Value == 0 ? "IntakePages.NothingChanged" : "IntakePages.Changed", result.Value]);
        return LocalRedirect("/cases/" + Case.Number);
    }

    /// <summary>Shows what the other one wrote beside what stands in the form; sending it once more is then a decision.</summary>
    private async Task CompareAsync(RegisterEntry entry, CancellationToken cancellation)
    {
        if (await FindAsync(cancellation))
        {
            Meanwhile = RegisterComparison.Between(Case, entry);
            ModelState.Remove(nameof(Version));
            Version = Case.Version;
        }
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        var found = await db.Set<Petition>().AsNoTracking().WorkableBy(viewer.Require())
            .Numbered(Number).SingleOrDefaultAsync(p => p.Kind == CaseKind.Petition, cancellation);
        Case = found!;
        return found is not null;
    }
}
