using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>Roles, unit, name, or whether the person may still sign in. Who loses something is signed out everywhere.</summary>
public sealed record ChangeStaffMember(
    Guid StaffMemberId, string DisplayName, IReadOnlyCollection<string> Roles, Guid? UnitId, string? Email, bool IsActive, ActContext Act);

public sealed class ChangeStaffMemberHandler(UnitOfWork work, UserManager<StaffMember> members)
{
    public async Task<Result> HandleAsync(ChangeStaffMember command, CancellationToken cancellation)
    {
        var refusal = StaffRules.CheckName(command.DisplayName) ?? StaffRules.CheckEmail(command.Email)
            ?? StaffRules.CheckRoles(command.Roles, command.UnitId);
        if (refusal is not null)
        {
            return refusal;
        }

        await work.BeginAsync(cancellation);
        if (await members.FindByIdAsync(command.StaffMemberId.ToString()) is not { } member)
        {
            return new Refusal("staff-unknown");
        }

        if (command.UnitId is { } unit && unit != member.UnitId
            && !await work.Db.Set<Unit>().AnyAsync(u => u.Id == unit && u.IsActive, cancellation))
        {
            return new Refusal("unit-unknown") { Field = nameof(command.UnitId) };
        }

        var had = await members.GetRolesAsync(member);
        var staysAdministrator = command.IsActive && command.Roles.Contains(Roles.Administrator);
        if (had.Contains(Roles.Administrator) && member.IsActive && !staysAdministrator && await IsLastAdministratorAsync())
        {
            return new Refusal("last-administrator");
        }

        member.DisplayName = command.DisplayName.Trim();
        member.UnitId = command.UnitId;
        member.Email = string.IsNullOrWhiteSpace(command.Email) ? null : command.Email;
        member.IsActive = command.IsActive;
        await members.RemoveFromRolesAsync(member, had.Except(command.Roles));
        await members.AddToRolesAsync(member, command.Roles.Except(had));
        await members.UpdateSecurityStampAsync(member);
        work.Db.Add(StaffChange.Of(
            member.Id, nameof(ChangeStaffMember), new { member.DisplayName, command.Roles, member.UnitId, member.IsActive }, command.Act, work.Time.UtcNow()));
        return Result.Done;
    }

    private async Task<bool> IsLastAdministratorAsync() =>
        (await members.GetUsersInRoleAsync(Roles.Administrator)).Count(m => m.IsActive) == 1;
}
