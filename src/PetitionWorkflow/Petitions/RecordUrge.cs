using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>Records that the office urged a unit by telephone, letter or visit (C46).</summary>
public sealed record RecordUrge(Guid PetitionId, Guid UnitId, UrgeMethod Method, string? Person, string? Reply, Viewer By);

public sealed class RecordUrgeHandler(UnitOfWork work)
{
    private const int MaxPerson = 100;
    private const int MaxReply = 1000;

    public async Task<Result<int>> HandleAsync(RecordUrge command, CancellationToken cancellation)
    {
        var found = await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation);
        if (found.Refusal is { } none)
        {
            return none;
        }

        var petition = found.Value;

        if (!CaseActions.MayUrge(command.By))
        {
            return new Refusal("case-not-for-you");
        }

        var (person, reply) = (TypedText.Clean(command.Person), TypedText.Clean(command.Reply));
        var unit = await AssignedUnitAsync(petition.Id, command.UnitId, cancellation);
        if (Refusal.Together([.. Check(command, unit, person, reply)]) is { } wrong)
        {
            return wrong;
        }

        var number = await CountAsync(petition.Id, command.UnitId, cancellation) + 1;
        var urged = new UrgeRecorded(number, command.UnitId, unit!, command.Method, person, reply.Length == 0 ? null : reply);
        work.Raise(petition.Id, urged, command.By.Act());
        return number;
    }

    private static IEnumerable<Refusal> Check(RecordUrge command, string? unit, string person, string reply)
    {
        if (unit is null)
        {
            yield return new Refusal("urge-unit-not-assigned") { Field = "UnitId" };
        }

        if (!Enum.IsDefined(command.Method))
        {
            yield return new Refusal("field-not-an-option") { Field = "Method" };
        }

        if (person.Length == 0)
        {
            yield return new Refusal("field-required") { Field = "Person" };
        }

        if (person.Length > MaxPerson)
        {
            yield return new Refusal("field-too-long", MaxPerson, person.Length) { Field = "Person" };
        }

        if (reply.Length > MaxReply)
        {
            yield return new Refusal("field-too-long", MaxReply, reply.Length) { Field = "Reply" };
        }
    }

    private async Task<string?> AssignedUnitAsync(Guid petitionId, Guid unitId, CancellationToken cancellation) => await (
        from assignment in work.Db.Set<Assignment>()
        join unit in work.Db.Set<Unit>() on assignment.UnitId equals unit.Id
        where assignment.PetitionId == petitionId && assignment.UnitId == unitId && assignment.EndedAt == null
        select unit.Name).FirstOrDefaultAsync(cancellation);

    private async Task<int> CountAsync(Guid petitionId, Guid unitId, CancellationToken cancellation)
    {
        var earlier = await work.Db.Set<CaseEvent>().Where(e => e.PetitionId == petitionId && e.Kind == nameof(UrgeRecorded))
            .Select(e => e.Data).ToListAsync(cancellation);
        return earlier.Count(data => JsonSerializer.Deserialize<UrgeRecorded>(data, CaseEvent.Json)?.UnitId == unitId);
    }
}
