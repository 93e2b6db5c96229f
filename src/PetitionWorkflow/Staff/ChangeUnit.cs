using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>Name, mail address, or whether the unit still takes matters. Its code and its past cases stay.</summary>
public sealed record ChangeUnit(Guid UnitId, string Name, string? Email, bool IsActive, ActContext Act);

public sealed class ChangeUnitHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(ChangeUnit command, CancellationToken cancellation)
    {
        var refusal = StaffRules.CheckName(command.Name) ?? StaffRules.CheckEmail(command.Email);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await work.Db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == command.UnitId, cancellation) is not { } unit)
        {
            return new Refusal("unit-unknown");
        }

        unit.Name = command.Name.Trim();
        unit.Email = string.IsNullOrWhiteSpace(command.Email) ? null : command.Email;
        unit.IsActive = command.IsActive;
        work.Db.Add(StaffChange.Of(unit.Id, nameof(ChangeUnit), new { unit.Name, unit.Email, unit.IsActive }, command.Act, work.Time.UtcNow()));
        return Result.Done;
    }
}
