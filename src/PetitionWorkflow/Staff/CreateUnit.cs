using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>A handling unit joins.</summary>
public sealed record CreateUnit(string Code, string Name, string? Email, Guid? ParentId, ActContext Act)
{
    public GovernmentLevel? Level { get; init; }
}

public sealed class CreateUnitHandler(UnitOfWork work)
{
    public async Task<Result<Guid>> HandleAsync(CreateUnit command, CancellationToken cancellation)
    {
        var refusal = StaffRules.CheckCode(command.Code) ?? StaffRules.CheckName(command.Name) ?? StaffRules.CheckEmail(command.Email);
        if (refusal is not null)
        {
            return refusal;
        }

        var units = work.Db.Set<Unit>();
        if (await units.AnyAsync(u => u.Code == command.Code, cancellation))
        {
            return new Refusal("unit-code-taken", command.Code) { Field = nameof(command.Code) };
        }

        if (command.ParentId is { } parent && !await units.AnyAsync(u => u.Id == parent, cancellation))
        {
            return new Refusal("unit-unknown") { Field = nameof(command.ParentId) };
        }

        var unit = new Unit
        {
            Id = Guid.CreateVersion7(),
            Code = command.Code,
            Name = command.Name.Trim(),
            Email = string.IsNullOrWhiteSpace(command.Email) ? null : command.Email,
            ParentId = command.ParentId,
            Level = command.Level,
        };
        units.Add(unit);
        work.Db.Add(StaffChange.Of(unit.Id, nameof(CreateUnit), new { unit.Code, unit.Name, unit.Email, unit.ParentId, unit.Level }, command.Act, work.Time.UtcNow()));
        return unit.Id;
    }
}
