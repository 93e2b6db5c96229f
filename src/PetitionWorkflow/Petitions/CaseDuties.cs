using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>Gives duties and ends them; every other change of a duty goes through here.</summary>
public sealed class CaseDuties(UnitOfWork work)
{
    public Duty Give(Guid petitionId, Unit unit, DutyOrigin origin, string what, DateOnly dueDay, ActContext act, Guid? assignmentId = null, ImprovementKind? suggestion = null)
    {
        var duty = new Duty
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            PetitionId = petitionId,
            UnitId = unit.Id,
            Origin = origin,
            What = what,
            DueDay = dueDay,
            AssignmentId = assignmentId,
            Suggestion = suggestion,
            GivenAt = work.Time.UtcNow(),
            GivenByName = act.ActorName,
        };
        work.Db.Add(duty);
        work.Raise(petitionId, new DutyGiven(duty.Id, unit.Id, unit.Name, origin, what, dueDay), act);
        return duty;
    }

    /// <summary>An open duty of the case, or why it cannot be closed.</summary>
    public async Task<Result<Duty>> OpenAsync(Guid petitionId, Guid dutyId, CancellationToken cancellation)
    {
        var duty = await work.Db.Set<Duty>().SingleOrDefaultAsync(d => d.Id == dutyId && d.PetitionId == petitionId, cancellation);
        return duty is null ? new Refusal("duty-not-found") : duty.State != DutyState.Open ? new Refusal("duty-closed-already") : duty;
    }

    public async Task DoneAsync(Duty duty, string words, bool? adopted, ActContext act, CancellationToken cancellation)
    {
        duty.Close(DutyState.Done, work.Time.UtcNow(), act, words, adopted);
        work.Raise(duty.PetitionId, new DutyDone(duty.Id, duty.UnitId, await UnitNameAsync(duty, cancellation), duty.What, words), act);
    }

    public async Task WaiveAsync(Duty duty, ActContext act, CancellationToken cancellation)
    {
        duty.Close(DutyState.Waived, work.Time.UtcNow(), act, act.Reason);
        work.Raise(duty.PetitionId, new DutyWaived(duty.Id, duty.UnitId, await UnitNameAsync(duty, cancellation), duty.What), act);
    }

    /// <summary>The assignment ended, and with it what was asked of the unit that assists.</summary>
    public async Task EndWithAssignmentAsync(Guid assignmentId, ActContext act, CancellationToken cancellation)
    {
        foreach (var duty in await work.Db.Set<Duty>().Where(d => d.AssignmentId == assignmentId && d.State == DutyState.Open).ToListAsync(cancellation))
        {
            await WaiveAsync(duty, act, cancellation);
        }
    }

    private async Task<string> UnitNameAsync(Duty duty, CancellationToken cancellation) =>
        (await work.Db.FindAsync<Unit>([duty.UnitId], cancellation))!.Name;
}

/// <summary>Nothing is owed in a case that is over, whichever way it ended: what was still open is ended with it.</summary>
internal sealed class EndDuties(UnitOfWork work, CaseDuties duties) : ICaseEventHandler<PetitionClosed>
{
    public async Task HandleAsync(Guid petitionId, PetitionClosed happened, ActContext act, CancellationToken cancellation)
    {
        foreach (var duty in await work.Db.Set<Duty>().Where(d => d.PetitionId == petitionId && d.State == DutyState.Open).ToListAsync(cancellation))
        {
            await duties.WaiveAsync(duty, act, cancellation);
        }
    }
}
