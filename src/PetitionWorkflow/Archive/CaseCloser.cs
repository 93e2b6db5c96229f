using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Archive;

/// <summary>歸檔 (C30): closes a case with its outcome and puts a cover on its papers, within the caller's unit of work.</summary>
public sealed class CaseCloser(UnitOfWork work, DocumentIssuer documents)
{
    /// <summary>Closing a closed case changes nothing.</summary>
    public async Task<Result> CloseAsync(Petition petition, CaseOutcome outcome, ActContext act, CancellationToken cancellation)
    {
        if (!petition.IsOpen)
        {
            return Result.Done;
        }

        petition.Outcome = outcome;
        petition.ClosedAt = work.Time.UtcNow();
        var cover = await documents.IssueAsync(petition, new DocumentDraft(DocumentKinds.ArchiveCover, await CoverAsync(petition, cancellation)), act, cancellation);
        if (cover.Refusal is { } refusal)
        {
            return refusal;
        }

        work.MoveTo(petition, CaseStage.Archived, act);
        work.Raise(petition.Id, new PetitionClosed(outcome), act);
        return Result.Done;
    }

    private async Task<Dictionary<string, string?>> CoverAsync(Petition petition, CancellationToken cancellation)
    {
        var stored = await work.Db.Set<CaseDocument>().AsNoTracking().Where(d => d.PetitionId == petition.Id)
            .Select(d => new { d.Number, d.Title }).ToListAsync(cancellation);
        var inThisUnit = work.Db.ChangeTracker.Entries<CaseDocument>()
            .Where(e => e.State == EntityState.Added && e.Entity.PetitionId == petition.Id)
            .Select(e => new { e.Entity.Number, e.Entity.Title });
        var unit = petition.LeadUnitId is { } lead
            ? await work.Db.Set<Unit>().Where(u => u.Id == lead).Select(u => u.Name).SingleOrDefaultAsync(cancellation)
            : null;
        return new Dictionary<string, string?>
        {
            ["outcome"] = petition.Outcome.ToString(),
            ["matterClass"] = petition.MatterClass?.ToString(),
            ["category"] = petition.Category,
            ["leadUnit"] = unit,
            ["rounds"] = petition.ReworkRounds == 0 ? null : petition.ReworkRounds.ToString(CultureInfo.InvariantCulture),
            ["deliveredOn"] = petition.OpinionDeliveredAt is { } at ? DocumentIssuer.Day(ChinaTime.DayOf(at)) : null,
            ["closedOn"] = DocumentIssuer.Day(ChinaTime.DayOf(petition.ClosedAt!.Value)),
            ["documents"] = string.Join('\n', stored.Concat(inThisUnit).Select(d => $"{d.Number}  {d.Title}")),
        };
    }
}
