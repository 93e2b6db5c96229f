using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Staff;

[AllowAnonymous]
public sealed class SignInModel(SignInManager<StaffMember> signIn, Texts texts, IOptions<DemoOptions> demo) : PageModel
{
    /// <summary>Listed in demo mode only; a click fills the form.</summary>
    public IReadOnlyList<DemoAccount> DemoAccounts => demo.Value.Enabled ? DemoOffice.Accounts : [];

    [BindProperty]
    public SignInInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var member = await signIn.UserManager.FindByNameAsync(Input.UserName);
        var result = member is { IsActive: true }
            ? await signIn.PasswordSignInAsync(member, Input.Password, isPersistent: false, lockoutOnFailure: true)
            : Microsoft.AspNetCore.Identity.SignInResult.Failed;
        if (result.Succeeded)
        {
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
        }

        // The same answer for a wrong name and a wrong password: the page is no directory of staff.
        ModelState.AddModelError("", texts[result.IsLockedOut ? "Staff.LockedOut" : "Staff.WrongCredentials"]);
        return Page();
    }
}

public sealed class SignInInput
{
    [Required, MaxLength(256), Display(Name = "Staff.UserName")]
    public string UserName { get; set; } = "";

    [Required, MaxLength(256), DataType(DataType.Password), Display(Name = "Staff.Password")]
    public string Password { get; set; } = "";
}
