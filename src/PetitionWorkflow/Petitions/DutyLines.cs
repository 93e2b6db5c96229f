using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>A decision of a meeting as typed: unit, what, due day. Empty lines are passed over.</summary>
public sealed record DutyLine(Guid? UnitId, string? What, DateOnly? DueDay)
{
    public bool IsEmpty => UnitId is null && DueDay is null && TypedText.Clean(What).Length == 0;
}

/// <summary>Turns the decisions of a meeting into duties (C40, C47). Fields are <c>unit1</c>, <c>what1</c>, <c>dueOn1</c> …</summary>
public sealed class DutyLines(UnitOfWork work, CaseDuties duties)
{
    private const int MaxLength = 500;

    /// <summary>How many duties were given; all of them or none.</summary>
    public async Task<Result<int>> GiveAsync(Petition petition, IReadOnlyList<DutyLine> lines, DutyOrigin origin, ActContext act, CancellationToken cancellation)
    {
        var wrong = new List<Refusal>();
        var decided = new List<(Unit Unit, string What, DateOnly DueDay)>();
        foreach (var (index, line) in lines.Index().Where(l => !l.Item.IsEmpty))
        {
            var unit = line.UnitId is { } id ? await work.Db.FindAsync<Unit>([id], cancellation) : null;
            var what = TypedText.Clean(line.What);
            var found = Check(line, unit, what, petition, index + 1).ToList();
            wrong.AddRange(found);
            if (found.Count == 0)
            {
                decided.Add((unit!, what, line.DueDay!.Value));
            }
        }

        if (Refusal.Together(wrong) is { } refusal)
        {
            return refusal;
        }

        foreach (var (unit, what, dueDay) in decided)
        {
            duties.Give(petition.Id, unit, origin, what, dueDay, act);
        }

        return decided.Count;
    }

    private IEnumerable<Refusal> Check(DutyLine line, Unit? unit, string what, Petition petition, int number)
    {
        if (line.UnitId is null)
        {
            yield return new Refusal("field-required") { Field = $"unit{number}" };
        }
        else if (unit is not { IsActive: true } || unit.Id == petition.AccusedUnitId)
        {
            yield return new Refusal("duty-unit-unfit") { Field = $"unit{number}" };
        }

        if (what.Length == 0)
        {
            yield return new Refusal("field-required") { Field = $"what{number}" };
        }
        else if (what.Length > MaxLength)
        {
            yield return new Refusal("field-too-long", MaxLength, what.Length) { Field = $"what{number}" };
        }

        if (line.DueDay is null)
        {
            yield return new Refusal("field-required") { Field = $"dueOn{number}" };
        }
        else if (line.DueDay < work.Time.Today())
        {
            yield return new Refusal("duty-day-past") { Field = $"dueOn{number}" };
        }
    }
}
