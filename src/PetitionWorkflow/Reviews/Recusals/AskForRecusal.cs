using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reviews.Recusals;

/// <summary>
/// The petitioner, or somebody who works on the case, asks that a person be recused. Whoever says so of themselves is recused at once
/// (Art. 28 ¶3 leaves no choice), unless a task would be left that is nobody else's.
/// </summary>
/// <param name="PetitionId">The case.</param>
/// <param name="PersonId">The account meant; null when only a name is known.</param>
/// <param name="Named">The name, as the petitioner wrote it.</param>
/// <param name="Reason">Which interest the person has.</param>
/// <param name="By">Null for the petitioner.</param>
public sealed record AskForRecusal(Guid PetitionId, Guid? PersonId, string? Named, string? Reason, Viewer? By);

public sealed class AskForRecusalHandler(UnitOfWork work, Bars bars, CaseNotices notices)
{
    /// <summary>More wait for a decision at no time: a leader is told of each.</summary>
    public const int MostOpen = 5;

    public async Task<Result> HandleAsync(AskForRecusal command, CancellationToken cancellation)
    {
        var petition = await work.Db.Set<Petition>().OfPetitionerOr(command.By).SingleOrDefaultAsync(p => p.Id == command.PetitionId, cancellation);
        if (petition is null || (command.By is { } by && !CaseActions.MayWork(by)))
        {
            return new Refusal("case-not-found");
        }

        if (!petition.IsOpen)
        {
            return new Refusal("case-closed");
        }

        var person = command.PersonId is { } id ? await People(work.Db, petition.Id, command.By).SingleOrDefaultAsync(s => s.Id == id, cancellation) : null;
        var (named, reason) = (person?.DisplayName ?? TypedText.Clean(command.Named), TypedText.Clean(command.Reason));
        if (Refusal.Together([.. Faults(command, person, named, reason)]) is { } wrong)
        {
            return wrong;
        }

        return await AskAsync(petition, person, named, reason, command.By, cancellation);
    }

    /// <summary>Whom one may name: anybody of the office, and of the units that have or had a part in the case; a unit names its own.</summary>
    public static IQueryable<StaffMember> People(PetitionDbContext db, Guid petitionId, Viewer? by)
    {
        var people = db.Set<StaffMember>().Where(s => s.IsActive).NotBarredFrom(petitionId, db);
        return by is { SeesEveryCase: false, UnitId: { } unit }
            ? people.Where(s => s.UnitId == unit)
            : people.Where(s => s.UnitId == null || db.Set<Assignment>().Any(a => a.PetitionId == petitionId && a.UnitId == s.UnitId)
                || db.Set<Duty>().Any(d => d.PetitionId == petitionId && d.UnitId == s.UnitId));
    }

    private static IEnumerable<Refusal> Faults(AskForRecusal command, StaffMember? person, string named, string reason)
    {
        if (command.By is not null && person is null)
        {
            yield return new Refusal("field-unknown-person") { Field = "RecusalPerson" };
        }
        else if (TypedText.Fault(named, RecusalRequest.MaxName, "RecusalPerson") is { } nameless)
        {
            yield return nameless;
        }

        if (TypedText.Fault(reason, RecusalRequest.MaxReason, "RecusalReason", "recusal-needs-reason") is { } unreasoned)
        {
            yield return unreasoned;
        }
    }

    private async Task<Result> AskAsync(Petition petition, StaffMember? person, string named, string reason, Viewer? by, CancellationToken cancellation)
    {
        var open = await work.Db.Set<RecusalRequest>().Where(r => r.PetitionId == petition.Id && r.State == RecusalState.Open).ToListAsync(cancellation);
        if (open.Any(r => r.Named == named))
        {
            return new Refusal("recusal-asked-already", named) { Field = "RecusalPerson" };
        }

        if (open.Count >= MostOpen)
        {
            return new Refusal("recusal-too-many", MostOpen) { Field = "RecusalPerson" };
        }

        var act = OwnCases.ActOf(by, reason);
        var request = new RecusalRequest
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), PetitionId = petition.Id, Named = named, Reason = reason,
            AskedAt = work.Time.UtcNow(), AskedById = by?.UserId, AskedByName = act.ActorName,
        }.Of(person?.Id);
        work.Db.Add(request);
        work.Raise(petition.Id, new RecusalAsked(request.Id, named), act);
        if (person is not null && person.Id == by?.UserId && !await work.Db.TasksOfNobodyElse(petition.Id, person.Id).AnyAsync(cancellation))
        {
            request.Decide(RecusalState.Upheld, person.Id, work.Time.UtcNow(), act.ActorName, reason);
            await bars.AddAsync(petition.Id, person.Id, named, BarGround.Recused, act, cancellation);
            return Result.Done;
        }

        await TellLeadersAsync(petition, request, cancellation);
        return Result.Done;
    }

    private async Task TellLeadersAsync(Petition petition, RecusalRequest request, CancellationToken cancellation)
    {
        var notice = new CaseNotice("recusal-asked", petition.Id, petition.Number, $"recusal:{request.Id:n}");
        foreach (var leader in (await work.Db.StaffInRoleAsync(Roles.Leader, cancellation)).Where(l => l.Email is { Length: > 0 } && l.Id != request.PersonId))
        {
            await notices.QueueAsync(notice, new Recipient(leader.Email!, leader.Language, leader.UnitId), cancellation);
        }
    }
}
