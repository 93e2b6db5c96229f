using PetitionWorkflow.Documents;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.Notices;

/// <summary>A unit is told of the duty that a meeting gave it. Assistance and urgent instructions have letters of their own.</summary>
internal sealed class TellOfDuty(UnitOfWork work, CaseNotices notices) : ICaseEventHandler<DutyGiven>
{
    public async Task HandleAsync(Guid petitionId, DutyGiven happened, ActContext act, CancellationToken cancellation)
    {
        if (happened.Origin is not (DutyOrigin.AssignmentMeeting or DutyOrigin.CoordinationMeeting or DutyOrigin.Supervision or DutyOrigin.Execution))
        {
            return;
        }

        var petition = (await work.Db.FindAsync<Petition>([petitionId], cancellation))!;
        var unit = (await work.Db.FindAsync<Unit>([happened.UnitId], cancellation))!;
        if (unit.Email is { Length: > 0 } address)
        {
            var notice = new CaseNotice("duty", petitionId, petition.Number, $"duty:{happened.DutyId:n}", DocumentIssuer.Day(happened.DueDay));
            await notices.QueueAsync(notice, new Recipient(address, Texts.Languages[0], unit.Id), cancellation);
        }
    }
}
