using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>A program gets access.</summary>
public sealed record IssueApiKey(string? Name, string? Role, Guid? UnitId, ActContext Act);

/// <param name="Key">Told this once.</param>
public sealed record IssuedApiKey(Guid Id, string Key);

public sealed class IssueApiKeyHandler(UnitOfWork work)
{
    private const int MaxName = 100;

    /// <summary>No program administers, and no program decides as a leader.</summary>
    public static readonly IReadOnlyList<string> AllowedRoles = [Roles.Clerk, Roles.Handler, Roles.Auditor];

    public async Task<Result<IssuedApiKey>> HandleAsync(IssueApiKey command, CancellationToken cancellation)
    {
        var name = command.Name?.Trim() ?? "";
        if (name.Length is 0 or > MaxName)
        {
            return new Refusal("api-key-name", MaxName) { Field = nameof(command.Name) };
        }

        if (command.Role is not { } role || !AllowedRoles.Contains(role))
        {
            return new Refusal("api-key-role") { Field = nameof(command.Role) };
        }

        if ((role == Roles.Handler) != command.UnitId.HasValue)
        {
            return new Refusal("api-key-unit") { Field = nameof(command.UnitId) };
        }

        if (command.UnitId is { } unit && !await work.Db.Set<Unit>().AnyAsync(u => u.Id == unit && u.IsActive, cancellation))
        {
            return new Refusal("unit-unknown") { Field = nameof(command.UnitId) };
        }

        var secret = ApiKey.NewKey();
        var key = new ApiKey { Id = Guid.CreateVersion7(), Name = name, KeyHash = ApiKey.Hash(secret), Role = role, UnitId = command.UnitId, CreatedAt = work.Time.UtcNow() };
        work.Db.Add(key);
        work.Db.Add(StaffChange.Of(key.Id, nameof(IssueApiKey), new { key.Name, key.Role, key.UnitId }, command.Act, work.Time.UtcNow()));
        return new IssuedApiKey(key.Id, secret);
    }
}

/// <summary>The key opens nothing any more, at once.</summary>
public sealed record RevokeApiKey(Guid Id, ActContext Act);

public sealed class RevokeApiKeyHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(RevokeApiKey command, CancellationToken cancellation)
    {
        if (await work.Db.Set<ApiKey>().SingleOrDefaultAsync(k => k.Id == command.Id, cancellation) is not { } key)
        {
            return new Refusal("api-key-unknown");
        }

        if (key.RevokedAt is null)
        {
            key.RevokedAt = work.Time.UtcNow();
            work.Db.Add(StaffChange.Of(key.Id, nameof(RevokeApiKey), new { key.Name }, command.Act, work.Time.UtcNow()));
        }

        return Result.Done;
    }
}
