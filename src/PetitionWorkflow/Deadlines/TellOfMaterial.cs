using System.Globalization;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>補充材料 does not lie unread: whoever has the case in hand is told, once a day however often the petitioner writes.</summary>
internal sealed class TellOfMaterial(UnitOfWork work, Audiences audiences, CaseNotices notices) : ICaseEventHandler<PetitionerWrote>
{
    public async Task HandleAsync(Guid petitionId, PetitionerWrote happened, ActContext act, CancellationToken cancellation)
    {
        var petition = await work.Db.FindAsync<Petition>([petitionId], cancellation)
            ?? throw new InvalidOperationException($"The case {petitionId} that was written to does not exist.");
        var day = work.Time.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var notice = new CaseNotice("material", petition.Id, petition.Number, $"material:{day}");
        foreach (var recipient in await audiences.WorkingOnAsync(petition.Id, petition.AccusedUnitId, cancellation))
        {
            await notices.QueueAsync(notice, recipient, cancellation);
        }
    }
}
