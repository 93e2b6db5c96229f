using System.Net.Mail;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>What makes a unit or a staff member valid; pure.</summary>
internal static partial class StaffRules
{
    /// <summary>Decision tables and flows refer to units by code, so it never changes and needs no quoting anywhere.</summary>
    public static Refusal? CheckCode(string code) =>
        Code().IsMatch(code) ? null : new Refusal("unit-code-invalid") { Field = nameof(CreateUnit.Code) };

    public static Refusal? CheckName(string name) =>
        string.IsNullOrWhiteSpace(name) || name.Length > 200 ? new Refusal("name-required") { Field = "Name" } : null;

    public static Refusal? CheckEmail(string? email) =>
        string.IsNullOrWhiteSpace(email) || (MailAddress.TryCreate(email, out var parsed) && parsed.Address == email && email.Length <= 254)
            ? null
            : new Refusal("email-invalid") { Field = "Email" };

    /// <summary>Unit heads and handlers belong to exactly one unit; the petition office's own people to none.</summary>
    public static Refusal? CheckRoles(IReadOnlyCollection<string> roles, Guid? unitId)
    {
        if (roles.Count == 0 || roles.Any(r => !Roles.All.Contains(r)))
        {
            return new Refusal("staff-role-unknown") { Field = "Roles" };
        }

        var ofUnit = roles.Count(r => r is Roles.UnitHead or Roles.Handler);
        return (ofUnit, unitId) switch
        {
            ( > 0, null) => new Refusal("staff-role-needs-unit") { Field = "UnitId" },
            (0, not null) => new Refusal("staff-role-without-unit") { Field = "UnitId" },
            _ when ofUnit > 0 && ofUnit < roles.Count => new Refusal("staff-roles-conflict") { Field = "Roles" },
            _ => null,
        };
    }

    /// <summary>Identity's refusals in the service's words. Any other error of Identity's is a bug.</summary>
    public static Refusal? RefusalOf(IdentityResult result)
    {
        if (result.Succeeded)
        {
            return null;
        }

        var code = result.Errors.First().Code;
        return code switch
        {
            nameof(IdentityErrorDescriber.DuplicateUserName) => new Refusal("staff-user-name-taken") { Field = "UserName" },
            nameof(IdentityErrorDescriber.InvalidUserName) => new Refusal("staff-user-name-invalid") { Field = "UserName" },
            _ when code.StartsWith("Password", StringComparison.Ordinal) => new Refusal("password-weak", PasswordRules.MinimumLength) { Field = "Password" },
            _ => throw new InvalidOperationException($"Identity refused with {code}."),
        };
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,62}$")]
    private static partial Regex Code();
}
