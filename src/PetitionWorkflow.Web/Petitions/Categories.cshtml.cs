using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>The classification of matters (C19, C26), one first-level branch at a time, with its latest changes.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class CategoriesModel(CategoryTree tree, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    private const int ChangesShown = 30;

    /// <summary>Code of the first-level category whose branch shows.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Root { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>Carried from the preview to the confirmation.</summary>
    [BindProperty]
    public string? FileText { get; set; }

    public IReadOnlyList<CategoryLine> Roots { get; private set; } = [];
    public IReadOnlyList<CategoryLine> Lines { get; private set; } = [];
    public IReadOnlyList<CategoryChange> Changes { get; private set; } = [];
    public CategoryImport? Import { get; private set; }

    /// <summary>What was typed into the refused form.</summary>
    public string? Typed { get; private set; }

    public Guid? Parent { get; private set; }

    /// <summary>The row whose new name was refused, and the name.</summary>
    public (Guid Id, string? Name)? Renamed { get; private set; }

    /// <summary>A name is asked for in every row and below: each has an id of its own, and so has its problem.</summary>
    public static string NameField(Guid id) => $"name-{id:n}";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Roots = await tree.LinesAsync(null, cancellation);
        Root = Roots.FirstOrDefault(r => r.Category.Code == Root)?.Category.Code ?? Roots[0].Category.Code;
        Lines = await tree.LinesAsync(Root, cancellation);
        Changes = await tree.ChangesAsync(ChangesShown, cancellation);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid? parent, string? name, CancellationToken cancellation)
    {
        var command = new AddCategory(parent, name ?? "", viewer.Require().Act());
        var added = await runner.RunAsync<AddCategoryHandler, Guid>(h => h.HandleAsync(command, cancellation), cancellation);
        (Typed, Parent) = (name ?? "", parent);
        return await AnswerAsync(added.Refusal, cancellation);
    }

    public async Task<IActionResult> OnPostRenameAsync(Guid id, string? name, CancellationToken cancellation)
    {
        var command = new RenameCategory(id, name ?? "", viewer.Require().Act());
        var refusal = (await runner.RunAsync<RenameCategoryHandler>(h => h.HandleAsync(command, cancellation), cancellation)).Refusal;
        Renamed = (id, name);
        return await AnswerAsync(refusal?.Field is null ? refusal : refusal with { Field = NameField(id) }, cancellation);
    }

    public async Task<IActionResult> OnPostRetireAsync(Guid id, bool active, CancellationToken cancellation)
    {
        var command = new RetireCategory(id, active, viewer.Require().Act());
        return await AnswerAsync((await runner.RunAsync<RetireCategoryHandler>(h => h.HandleAsync(command, cancellation), cancellation)).Refusal, cancellation);
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        await OnGetAsync(cancellation);
        if (Upload is null || Upload.Length > ImportCategories.MaxLength)
        {
            ModelState.AddModelError(nameof(Upload), texts["CategoryPages.NoFile", ImportCategories.MaxLength / 1000]);
            return Page();
        }

        var read = await TextEncoding.ReadAsync(Upload.OpenReadStream(), cancellation);
        if (read.Refusal is { } noText)
        {
            ModelState.AddModelError(nameof(Upload), texts.Of(noText));
            return Page();
        }

        FileText = read.Value;
        var preview = await runner.RunAsync<ImportCategoriesHandler, CategoryImport>(h => h.PreviewAsync(new ImportCategories(FileText), cancellation), cancellation);
        if (preview.Refusal is { } refusal)
        {
            ModelState.AddModelError(nameof(Upload), texts.Of(refusal));
            return Page();
        }

        Import = preview.Value;
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostImportAsync(CancellationToken cancellation)
    {
        var (command, act) = (new ImportCategories(FileText ?? ""), viewer.Require().Act());
        var imported = await runner.RunAsync<ImportCategoriesHandler, CategoryImport>(h => h.HandleAsync(command, act, cancellation), cancellation);
        return await AnswerAsync(imported.Refusal, cancellation, imported.IsRefused ? null : texts["CategoryPages.Imported", imported.Value.New.Count]);
    }

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, CancellationToken cancellation, string? done = null)
    {
        if (refusal is null)
        {
            this.Toast(done ?? texts["CategoryPages.Saved"]);
            return RedirectToPage(new { Root });
        }

        ModelState.Clear();
        ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
        await OnGetAsync(cancellation);
        return Page();
    }
}
