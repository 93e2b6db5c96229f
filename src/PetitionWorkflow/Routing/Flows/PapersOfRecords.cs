using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// Papers of what was recorded on the case page, in the same transaction: the letter of supervision (Art. 40), the agreement of a mediation
/// (Art. 33), the minutes of an assignment meeting (C40), the letter that urges a unit (C46), and what the unit that signed owes the petitioner (Art. 23 ¶3).
/// </summary>
internal sealed class PapersOfRecords(UnitOfWork work, DocumentIssuer documents, DocumentFacts facts, Texts texts, IOptions<DocumentOptions> options)
    : ICaseEventHandler<AssignmentSigned>, ICaseEventHandler<UrgeRecorded>, ICaseEventHandler<DutyGiven>, ICaseEventHandler<MediationHeld>, ICaseEventHandler<AssignmentMeetingHeld>
{
    private readonly Texts _texts = texts.In(options.Value.Language);

    /// <summary>承辦告知書</summary>
    public async Task HandleAsync(Guid petitionId, AssignmentSigned happened, ActContext act, CancellationToken cancellation)
    {
        var values = new Dictionary<string, string?> { ["unit"] = happened.UnitName };
        await facts.CompleteAsync((await work.Db.FindAsync<Petition>([petitionId], cancellation))!, DocumentKinds.HandlingNotice, values, cancellation);
        await IssueAsync(petitionId, new DocumentDraft(DocumentKinds.HandlingNotice, values), act, cancellation);
    }

    /// <summary>催辦函</summary>
    public async Task HandleAsync(Guid petitionId, UrgeRecorded happened, ActContext act, CancellationToken cancellation)
    {
        if (happened.Method != UrgeMethod.Letter)
        {
            return;
        }

        var due = await work.Db.Set<Assignment>().Where(a => a.PetitionId == petitionId && a.UnitId == happened.UnitId && a.EndedAt == null).MaxAsync(a => (DateOnly?)a.DueDay, cancellation);
        await IssueAsync(petitionId, new DocumentDraft("urge-letter", new Dictionary<string, string?>
        {
            ["dueOn"] = due is { } day ? DocumentIssuer.Day(day) : null,
            ["urgeNumber"] = happened.Number.ToString(CultureInfo.InvariantCulture),
        }) { UnitId = happened.UnitId }, act, cancellation);
    }

    public async Task HandleAsync(Guid petitionId, DutyGiven happened, ActContext act, CancellationToken cancellation)
    {
        if (happened.Origin != DutyOrigin.Supervision)
        {
            return;
        }

        var duty = (await work.Db.FindAsync<Duty>([happened.DutyId], cancellation))!;
        await IssueAsync(petitionId, new DocumentDraft("supervision-letter", new Dictionary<string, string?>
        {
            ["content"] = happened.What,
            ["dueOn"] = DocumentIssuer.Day(happened.DueDay),
            ["improvement"] = duty.Suggestion is { } kind ? _texts.Of(kind) : null,
        }) { UnitId = happened.UnitId }, act, cancellation);
    }

    public async Task HandleAsync(Guid petitionId, MediationHeld happened, ActContext act, CancellationToken cancellation)
    {
        if (happened.Agreement is { } agreement)
        {
            await IssueAsync(petitionId, new DocumentDraft("mediation-agreement", new Dictionary<string, string?>
            {
                ["heldOn"] = DocumentIssuer.Day(happened.On), ["mediation"] = _texts.Of(happened.Mediation), ["parties"] = happened.Parties, ["agreement"] = agreement,
            }), act, cancellation);
        }
    }

    public async Task HandleAsync(Guid petitionId, AssignmentMeetingHeld happened, ActContext act, CancellationToken cancellation)
    {
        // Those of this very meeting are not written yet.
        var decided = work.Db.Tracked<Duty>().Where(d => d.PetitionId == petitionId && d.Origin == DutyOrigin.AssignmentMeeting && work.Db.IsNew<Duty>(d.Id)).ToList();
        var units = await work.Db.Set<Staff.Unit>().Where(u => decided.Select(d => d.UnitId).Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        await IssueAsync(petitionId, new DocumentDraft("assignment-minutes", new Dictionary<string, string?>
        {
            ["heldOn"] = DocumentIssuer.Day(happened.HeldOn),
            ["attendees"] = happened.Attendees,
            ["decisions"] = string.Join('\n', decided.Select(d => $"{units[d.UnitId]}：{d.What}（{DocumentIssuer.Day(d.DueDay)}）")),
        }), act, cancellation);
    }

    private async Task IssueAsync(Guid petitionId, DocumentDraft draft, ActContext act, CancellationToken cancellation)
    {
        var petition = (await work.Db.FindAsync<Petition>([petitionId], cancellation))!;
        (await documents.IssueAsync(petition, draft, act, cancellation)).Require();
    }
}
