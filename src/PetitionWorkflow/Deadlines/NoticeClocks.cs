using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// 書面告知 (Art. 23): whoever has the matter tells the petitioner within fifteen days, the office from its receipt (K02), a unit from the
/// assignment (K03). Nobody can be written to whose name or address is not known; the history says so.
/// </summary>
public sealed class NoticeClocks(UnitOfWork work, OpenClocks open, StartClockHandler start) : ICaseEventHandler<PetitionRegistered>, ICaseEventHandler<RegisterChanged>
{
    private const string OfTheOffice = "K02", OfTheUnit = "K03";

    public async Task HandleAsync(Guid petitionId, PetitionRegistered happened, ActContext act, CancellationToken cancellation)
    {
        var petition = await CaseAsync(petitionId, cancellation);
        if (petition.Kind != CaseKind.Petition || ChannelRegister.Of(petition) is VisitRegister { OnTheSpot: not null })
        {
            return;
        }

        if (IsOwed(petition))
        {
            await StartAsync(petition, act, cancellation);
        }
        else
        {
            work.Raise(petitionId, new NoticeNotOwed(), act);
        }
    }

    /// <summary>The address became known before anything was decided: the time counts from the receipt all the same.</summary>
    public async Task HandleAsync(Guid petitionId, RegisterChanged happened, ActContext act, CancellationToken cancellation)
    {
        var petition = await CaseAsync(petitionId, cancellation);
        if (petition is { Kind: CaseKind.Petition, AcceptedAt: null } && IsOwed(petition) && !await HasRunAsync(petitionId, cancellation))
        {
            await StartAsync(petition, act, cancellation);
        }
    }

    public async Task StartForUnitAsync(Petition petition, Assignment assignment, ActContext act, CancellationToken cancellation)
    {
        if (IsOwed(petition))
        {
            var command = new StartClock(petition.Id, OfTheUnit) { AssignmentId = assignment.Id, UnitId = assignment.UnitId };
            (await start.HandleAsync(command, act, cancellation)).Require();
        }
    }

    public static bool IsOwed(Petition petition) =>
        petition.Petitioner is { IsAnonymous: false } person && !string.IsNullOrWhiteSpace(person.Name) && !string.IsNullOrWhiteSpace(person.Address);

    /// <summary>Also one that has ended: who was told, of a merger for instance, is not owed a second notice.</summary>
    private async Task<bool> HasRunAsync(Guid petitionId, CancellationToken cancellation) =>
        await open.FindAsync(petitionId, OfTheOffice, null, cancellation) is not null
        || await work.Db.Set<CaseClock>().AnyAsync(c => c.PetitionId == petitionId && c.Code == OfTheOffice, cancellation);

    private async Task<Petition> CaseAsync(Guid petitionId, CancellationToken cancellation) =>
        await work.Db.FindAsync<Petition>([petitionId], cancellation) ?? throw new InvalidOperationException($"There is no case {petitionId}.");

    private async Task StartAsync(Petition petition, ActContext act, CancellationToken cancellation) =>
        (await start.HandleAsync(new StartClock(petition.Id, OfTheOffice) { ByRule = true }, act, cancellation)).Require();
}

/// <summary>Art. 23 ¶2: name or address of the petitioner is not known, so that no written notice is owed.</summary>
public sealed record NoticeNotOwed : ICaseEvent;
