using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake;

/// <summary>The receipt to print, with the query code that is shown this once, and the filled register.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class ReceiptModel(PetitionDbContext db, ViewingLog viewings, CurrentViewer viewer) : PageModel
{
    public Petition Case { get; private set; } = null!;
    public ChannelRegister Register { get; private set; } = null!;
    public IReadOnlyList<Attachment> Attachments { get; private set; } = [];

    /// <summary>Null when the page is opened again: the code is stored nowhere.</summary>
    public string? QueryCode { get; private set; }

    /// <summary>Not by RedirectToPage, which writes the number in lower case.</summary>
    internal static string AddressOf(string number) => "/intake/receipt/" + number;

    /// <summary>Where the redirect after the registration leaves the code, sealed in the clerk's own cookie until it is read.</summary>
    internal static string CodeOf(string number) => "query-code-" + number;

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation)
    {
        var found = await db.Set<Petition>().AsNoTracking().VisibleTo(viewer.Require()).Numbered(number).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return NotFound();
        }

        Case = found;
        viewings.Note(viewer.Require(), found.Id, ViewingKind.Register, found.Petitioner.Given(RegisterForm.Shown));
        Register = ChannelRegister.Of(found);
        Attachments = await db.Set<Attachment>().AsNoTracking().Where(a => a.PetitionId == found.Id).OrderBy(a => a.AddedAt).ThenBy(a => a.FileName).ThenBy(a => a.Id).ToListAsync(cancellation);
        QueryCode = TempData[CodeOf(found.Number)] as string;
        Response.Headers.CacheControl = "no-cache, no-store";
        return Page();
    }
}
