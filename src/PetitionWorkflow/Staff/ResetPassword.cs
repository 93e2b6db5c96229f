using Microsoft.AspNetCore.Identity;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>An administrator gives a person a new password; open sessions end.</summary>
public sealed record ResetPassword(Guid StaffMemberId, string Password, ActContext Act);

public sealed class ResetPasswordHandler(UnitOfWork work, UserManager<StaffMember> members)
{
    public async Task<Result> HandleAsync(ResetPassword command, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        if (await members.FindByIdAsync(command.StaffMemberId.ToString()) is not { } member)
        {
            return new Refusal("staff-unknown");
        }

        var token = await members.GeneratePasswordResetTokenAsync(member);
        if (StaffRules.RefusalOf(await members.ResetPasswordAsync(member, token, command.Password)) is { } refused)
        {
            return refused;
        }

        work.Db.Add(StaffChange.Of(member.Id, nameof(ResetPassword), new { }, command.Act, work.Time.UtcNow()));
        return Result.Done;
    }
}
