using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>The whole case as one file. A POST, because it leaves a line in the history.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed class BundleModel(UnitOfWorkRunner runner, CaseBundleFile file, ViewingLog viewings, CurrentViewer current, IOptions<StorageOptions> storage) : PageModel
{
    public IActionResult OnGet(string number) => LocalRedirect($"/cases/{Uri.EscapeDataString(number)}#documents");

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var taken = await runner.RunAsync<TakeCaseBundleHandler, CaseBundle>(h => h.HandleAsync(new TakeCaseBundle(number, viewer), cancellation), cancellation);
        if (taken.IsRefused)
        {
            return NotFound();
        }

        viewings.Note(viewer, taken.Value.Case.Id, ViewingKind.Export, PersonalFields.Everything);
        var content = await BundleDownload.MakeAsync(Response, storage.Value, to => file.WriteAsync(taken.Value, to, cancellation));
        return File(content, "application/zip", taken.Value.Case.Number + ".zip");
    }
}
