using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>One account: add it, change its roles and unit, disable it, give it a new password.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class MemberModel(PetitionDbContext db, UserManager<StaffMember> members, UnitOfWorkRunner runner, CurrentViewer viewer, Texts texts) : PageModel
{
    [BindProperty]
    public MemberInput Input { get; set; } = new();

    [BindProperty]
    public AbsenceInput Absence { get; set; } = new();

    /// <summary>As it is, or as it was asked for; null for an account that is being added.</summary>
    public AbsenceInput? Away { get; private set; }

    public Guid? Id { get; private set; }
    public string? UserName { get; private set; }
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (id is not null && await members.FindByIdAsync(id.Value.ToString()) is { } member)
        {
            Input = new MemberInput
            {
                UserName = member.UserName!,
                DisplayName = member.DisplayName,
                Email = member.Email,
                UnitId = member.UnitId,
                IsActive = member.IsActive,
                Roles = [.. await members.GetRolesAsync(member)],
            };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAbsenceAsync(Guid id, bool ends, CancellationToken cancellation)
    {
        // Only this form was sent; the account's fields are missing, and that is no fault.
        foreach (var key in ModelState.Keys.Where(k => !k.StartsWith("Absence.", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(key);
        }

        var isValid = ModelState.IsValid;
        if (await OnGetAsync(id, cancellation) is not PageResult page)
        {
            return NotFound();
        }

        if (isValid)
        {
            var command = Absence.Command(id, ends, viewer.Require());
            if ((await runner.RunAsync<SetAbsenceHandler>(h => h.HandleAsync(command, cancellation), cancellation)).Refusal is not { } refusal)
            {
                this.Toast(texts["Me.AbsenceSaved"]);
                return RedirectToPage(new { id });
            }

            ModelState.AddModelError(refusal.Field is { } field ? $"Absence.{field}" : "", texts.Of(refusal));
        }

        Away!.Take(Absence);
        return page;
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        var refusal = id is { } known ? await ChangeAsync(known, cancellation) : await CreateAsync(cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError(refusal.Field is null ? "" : FieldOf(refusal.Field), texts.Of(refusal));
            return Page();
        }

        this.Toast(texts["Staff.Saved", Input.DisplayName]);
        return Redirect("/staff");
    }

    private async Task<Refusal?> CreateAsync(CancellationToken cancellation)
    {
        var command = new CreateStaffMember(
            Input.UserName ?? "", Input.DisplayName ?? "", Input.Password ?? "", Input.Roles, Input.UnitId, Input.Email, viewer.Require().Act());
        return (await runner.RunAsync<CreateStaffMemberHandler, Guid>(h => h.HandleAsync(command, cancellation), cancellation)).Refusal;
    }

    private async Task<Refusal?> ChangeAsync(Guid id, CancellationToken cancellation)
    {
        var act = viewer.Require().Act();
        var command = new ChangeStaffMember(id, Input.DisplayName ?? "", Input.Roles, Input.UnitId, Input.Email, Input.IsActive, act);
        return await runner.RunAsync<ChangeStaffMemberHandler>(h => h.HandleAsync(command, cancellation), cancellation) is { Refusal: { } refused }
            ? refused
            : string.IsNullOrEmpty(Input.Password)
                ? null
                : (await runner.RunAsync<ResetPasswordHandler>(h => h.HandleAsync(new ResetPassword(id, Input.Password, act), cancellation), cancellation)).Refusal;
    }

    private async Task<bool> LoadAsync(Guid? id, CancellationToken cancellation)
    {
        Id = id;
        // An embedded database has no words for an id: they are made here.
        var units = await db.Set<Unit>().Where(u => u.IsActive).OrderBy(u => u.Name).Select(u => new { u.Id, u.Name }).ToListAsync(cancellation);
        Units = [.. units.Select(u => new SelectListItem(u.Name, u.Id.ToString()))];
        UserName = id is null ? null : await db.Users.Where(m => m.Id == id).Select(m => m.UserName).SingleOrDefaultAsync(cancellation);
        if (id is not null && await db.Set<StaffMember>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation) is { } member)
        {
            Away = await AbsenceInput.OfAsync(db, member, cancellation);
        }

        return id is null || UserName is not null;
    }

    private static string FieldOf(string field) => "Input." + (field == "Name" ? nameof(MemberInput.DisplayName) : field);
}

public sealed class MemberInput
{
    [MaxLength(256), Display(Name = "Staff.UserName")]
    public string? UserName { get; set; }

    [Required, MaxLength(200), Display(Name = "Staff.DisplayName")]
    public string? DisplayName { get; set; }

    [MaxLength(254), Display(Name = "Staff.Email")]
    public string? Email { get; set; }

    [Display(Name = "Staff.UnitOf")]
    public Guid? UnitId { get; set; }

    [Display(Name = "Staff.Roles")]
    public List<string> Roles { get; set; } = [];

    [DataType(DataType.Password), MaxLength(256), Display(Name = "Staff.Password")]
    public string? Password { get; set; }

    [Display(Name = "Staff.IsActive")]
    public bool IsActive { get; set; } = true;
}
