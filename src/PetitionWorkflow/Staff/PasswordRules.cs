using Microsoft.AspNetCore.Identity;

namespace PetitionWorkflow.Staff;

/// <summary>Beyond length and kinds of characters: nothing that is guessed first, and not the person's own name.</summary>
internal sealed class PasswordRules : IPasswordValidator<StaffMember>
{
    public const int MinimumLength = 10;

    private static readonly string[] GuessedFirst = ["password", "12345", "qwert", "admin", "letmein", "abc123", "petition", "xinfang", "111111", "000000"];

    public Task<IdentityResult> ValidateAsync(UserManager<StaffMember> manager, StaffMember user, string? password)
    {
        var given = (password ?? "").ToLowerInvariant();
        var guessed = GuessedFirst.Any(given.Contains) && given.Length < 2 * MinimumLength;
        var ownName = user.UserName is { Length: > 2 } name && given.Contains(name.ToLowerInvariant());
        return Task.FromResult(guessed || ownName
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordGuessable", Description = "guessable" })
            : IdentityResult.Success);
    }
}
