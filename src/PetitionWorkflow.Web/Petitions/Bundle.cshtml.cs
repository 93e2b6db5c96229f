using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>The whole case as one file. A POST, because it leaves a line in the history.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed class BundleModel(UnitOfWorkRunner runner, CaseBundleFile file, CurrentViewer current, IOptions<StorageOptions> storage) : PageModel
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

        // Made on disk first: a bundle that cannot be finished is an error page, not half a file. It is gone with its handle.
        var path = Path.Combine(storage.Value.Folder("bundles"), Guid.NewGuid().ToString("N"));
        var content = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        Response.RegisterForDisposeAsync(content);
        await file.WriteAsync(taken.Value, content, cancellation);
        content.Position = 0;
        return File(content, "application/zip", taken.Value.Case.Number + ".zip");
    }
}
