using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>Name, mail address, level, the unit above, or whether the unit still takes matters. Its code and its past cases stay.</summary>
public sealed record ChangeUnit(Guid UnitId, string Name, string? Email, bool IsActive, ActContext Act)
{
    public Guid? ParentId { get; init; }
    public GovernmentLevel? Level { get; init; }

    /// <summary>See <see cref="Unit.SubstituteEmail"/>; a first day needs a last one.</summary>
    public string? SubstituteEmail { get; init; }

    public DateOnly? SubstituteFrom { get; init; }
    public DateOnly? SubstituteUntil { get; init; }
}

public sealed class ChangeUnitHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(ChangeUnit command, CancellationToken cancellation)
    {
        var refusal = StaffRules.CheckName(command.Name) ?? StaffRules.CheckEmail(command.Email) ?? SubstituteFault(command);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await work.Db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == command.UnitId, cancellation) is not { } unit)
        {
            return new Refusal("unit-unknown");
        }

        if (await AboveAsync(command, cancellation) is { } misplaced)
        {
            return misplaced;
        }

        unit.Name = command.Name.Trim();
        unit.Email = string.IsNullOrWhiteSpace(command.Email) ? null : command.Email;
        unit.SetSubstitute(string.IsNullOrWhiteSpace(command.SubstituteEmail) ? null : command.SubstituteEmail, command.SubstituteFrom, command.SubstituteUntil);
        unit.EmailFailedAt = null;
        unit.IsActive = command.IsActive;
        unit.ParentId = command.ParentId;
        unit.Level = command.Level;
        work.Db.Add(StaffChange.Of(unit.Id, nameof(ChangeUnit), new { unit.Name, unit.Email, unit.SubstituteEmail, unit.SubstituteFrom, unit.SubstituteUntil, unit.IsActive, unit.ParentId, unit.Level }, command.Act, work.Time.UtcNow()));
        return Result.Done;
    }

    private static Refusal? SubstituteFault(ChangeUnit command)
    {
        if (StaffRules.CheckEmail(command.SubstituteEmail) is { } fault)
        {
            return fault with { Field = nameof(command.SubstituteEmail) };
        }

        return (command.SubstituteFrom, command.SubstituteUntil) switch
        {
            (null, null) => null,
            ({ } from, { } until) when from <= until && !string.IsNullOrWhiteSpace(command.SubstituteEmail) => null,
            _ => new Refusal("unit-substitute-days") { Field = nameof(command.SubstituteUntil) },
        };
    }

    /// <summary>A unit stands under one that exists and that does not stand under it.</summary>
    private async Task<Refusal?> AboveAsync(ChangeUnit command, CancellationToken cancellation)
    {
        var parents = await work.Db.Set<Unit>().ToDictionaryAsync(u => u.Id, u => u.ParentId, cancellation);
        for (var above = command.ParentId; above is { } id; above = parents[id])
        {
            if (!parents.ContainsKey(id))
            {
                return new Refusal("unit-unknown") { Field = nameof(command.ParentId) };
            }

            if (id == command.UnitId)
            {
                return new Refusal("unit-under-itself") { Field = nameof(command.ParentId) };
            }
        }

        return null;
    }
}
