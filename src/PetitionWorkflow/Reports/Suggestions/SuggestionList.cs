using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reports.Suggestions;

/// <param name="Decisions">The latest first; empty while nobody has decided.</param>
public sealed record TrackedSuggestion(Guid TaskId, string Case, DateTime MadeAt, string RootCause, string Text, IReadOnlyList<SuggestionDecision> Decisions);

/// <summary>The suggestions of the office's verifications and what became of each; for those who read drafts (C07, C65).</summary>
public sealed class SuggestionList(PetitionDbContext db)
{
    /// <summary>The newest; older ones stand in the reports of their months.</summary>
    public const int Shown = 300;

    public async Task<IReadOnlyList<TrackedSuggestion>> OfAsync(Viewer viewer, CancellationToken cancellation)
    {
        if (!viewer.ReadsDrafts)
        {
            return [];
        }

        var passed = await db.Set<WorkTask>().AsNoTracking()
            .Where(t => t.TaskType == "verify" && t.Outcome == "Pass" && t.CompletedAt != null && t.DataJson != null && t.DataJson.Contains("\"suggestion\""))
            .OrderByDescending(t => t.CompletedAt).ThenBy(t => t.Id).Take(Shown)
            .Join(db.Set<Petition>(), t => t.PetitionId, p => p.Id, (t, p) => new { t.Id, p.Number, t.CompletedAt, t.DataJson }).ToListAsync(cancellation);
        var ids = passed.Select(p => p.Id).ToList();
        var decisions = (await db.Set<SuggestionDecision>().AsNoTracking().Where(d => ids.Contains(d.TaskId)).OrderByDescending(d => d.Sequence).ToListAsync(cancellation)).ToLookup(d => d.TaskId);
        return
        [
            .. passed.Select(p => (p.Id, p.Number, p.CompletedAt, Data: JsonNode.Parse(p.DataJson!)))
                .Select(p => new TrackedSuggestion(p.Id, p.Number, p.CompletedAt!.Value, (string?)p.Data?["rootCause"] ?? "", (string?)p.Data?["suggestion"] ?? "", [.. decisions[p.Id]]))
                .Where(s => s.Text.Length > 0).OrderByDescending(s => s.MadeAt).ThenBy(s => s.Case, StringComparer.Ordinal),
        ];
    }
}
