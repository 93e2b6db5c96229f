using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace PetitionWorkflow.Web.Designer.Security;

/// <summary>
/// Makes and reads tokens: who, until when, and the security stamp that ends them early when password or roles change. They are sealed
/// with the service's own keys; clients read nothing in them.
/// </summary>
internal sealed class TokenIssuer(IDataProtectionProvider protection, IOptions<ElsaApiOptions> options)
{
    private readonly IDataProtector _access = protection.CreateProtector("elsa-access-token");
    private readonly IDataProtector _refresh = protection.CreateProtector("elsa-refresh-token");

    public TimeSpan Lifetime => options.Value.TokenLifetime;

    public string Access(Guid userId, string stamp) => Seal(_access, userId, stamp, options.Value.TokenLifetime);

    public string Refresh(Guid userId, string stamp) => Seal(_refresh, userId, stamp, options.Value.RefreshLifetime);

    public TokenHolder? ReadAccess(string token) => Read(_access, token);

    public TokenHolder? ReadRefresh(string token) => Read(_refresh, token);

    private static string Seal(IDataProtector protector, Guid userId, string stamp, TimeSpan lifetime) =>
        protector.Protect(JsonSerializer.Serialize(new TokenHolder(userId, stamp, Now() + (long)lifetime.TotalMilliseconds)));

    private static TokenHolder? Read(IDataProtector protector, string token)
    {
        try
        {
            return JsonSerializer.Deserialize<TokenHolder>(protector.Unprotect(token)) is { } holder && holder.ValidUntil > Now() ? holder : null;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or FormatException or JsonException)
        {
            // Not one of ours, or sealed with keys that are gone: no token at all.
            return null;
        }
    }

    /// <summary>Real time: a demo clock that is moved forward must not throw its administrator out of the designer.</summary>
    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>What a token says.</summary>
internal sealed record TokenHolder(Guid UserId, string Stamp, long ValidUntil);
