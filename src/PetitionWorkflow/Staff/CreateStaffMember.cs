using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>A person gets an account.</summary>
public sealed record CreateStaffMember(
    string UserName, string DisplayName, string Password, IReadOnlyCollection<string> Roles, Guid? UnitId, string? Email, ActContext Act)
{
    public string Language { get; init; } = Texts.Languages[0];
}

public sealed class CreateStaffMemberHandler(UnitOfWork work, UserManager<StaffMember> members)
{
    public async Task<Result<Guid>> HandleAsync(CreateStaffMember command, CancellationToken cancellation)
    {
        var refusal = StaffRules.CheckName(command.DisplayName) ?? StaffRules.CheckEmail(command.Email)
            ?? StaffRules.CheckRoles(command.Roles, command.UnitId);
        if (refusal is not null)
        {
            return refusal;
        }

        if (command.UnitId is { } unit && !await work.Db.Set<Unit>().AnyAsync(u => u.Id == unit && u.IsActive, cancellation))
        {
            return new Refusal("unit-unknown") { Field = nameof(command.UnitId) };
        }

        var member = new StaffMember
        {
            Id = Guid.CreateVersion7(),
            UserName = command.UserName.Trim(),
            DisplayName = command.DisplayName.Trim(),
            UnitId = command.UnitId,
            Email = string.IsNullOrWhiteSpace(command.Email) ? null : command.Email,
            Language = command.Language,
        };

        // Identity saves at once; inside the open transaction that is still all or nothing.
        await work.BeginAsync(cancellation);
        if (StaffRules.RefusalOf(await members.CreateAsync(member, command.Password)) is { } refused)
        {
            return refused;
        }

        await members.AddToRolesAsync(member, command.Roles);
        work.Db.Add(StaffChange.Of(
            member.Id, nameof(CreateStaffMember), new { member.UserName, member.DisplayName, command.Roles, member.UnitId }, command.Act, work.Time.UtcNow()));
        return member.Id;
    }
}
