using Microsoft.AspNetCore.Identity;
using PetitionWorkflow.Staff;
using WorkflowRuntime.ElsaApi.Hosting;

namespace PetitionWorkflow.Web.Designer.Security;

/// <summary>Sign-in with a password for programs; wrong passwords lock the account as on the page.</summary>
internal sealed class TokenSignIn(SignInManager<StaffMember> signIn, TokenIssuer tokens) : IElsaTokens
{
    public async Task<ElsaTokenPair?> SignInAsync(string userName, string password, CancellationToken cancellationToken)
    {
        if (await signIn.UserManager.FindByNameAsync(userName) is not { IsActive: true } member)
        {
            return null;
        }

        var result = await signIn.CheckPasswordSignInAsync(member, password, lockoutOnFailure: true);
        return result.Succeeded ? PairFor(member) : null;
    }

    public async Task<ElsaTokenPair?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (tokens.ReadRefresh(refreshToken) is not { } holder || await signIn.UserManager.FindByIdAsync(holder.UserId.ToString()) is not { IsActive: true } member)
        {
            return null;
        }

        return member.SecurityStamp == holder.Stamp ? PairFor(member) : null;
    }

    private ElsaTokenPair PairFor(StaffMember member) =>
        new(tokens.Access(member.Id, member.SecurityStamp ?? ""), tokens.Refresh(member.Id, member.SecurityStamp ?? ""));
}
