using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Archive.Publication;

/// <summary>What a clerk begins with: the case's texts with the petitioner struck out, and whether publishing is lawful at all.</summary>
/// <param name="Case">The case.</param>
/// <param name="Refusal">Why it cannot be published; null when it can.</param>
/// <param name="Subject">Proposed.</param>
/// <param name="Request">Proposed.</param>
/// <param name="Answer">Proposed: the result that was verified.</param>
/// <param name="Shown">The publication that is shown today.</param>
public sealed record PublicationDraft(Petition Case, Refusal? Refusal, string Subject, string Request, string Answer, PublishedResult? Shown);

public sealed class PublicationDrafts(PetitionDbContext db, TimeProvider time)
{
    /// <returns>Null when the viewer may not publish or does not see the case.</returns>
    public async Task<PublicationDraft?> FindAsync(string number, Viewer viewer, CancellationToken cancellation)
    {
        if (!(viewer.Is(Roles.Clerk) || viewer.Is(Roles.Administrator)))
        {
            return null;
        }

        var petition = await db.Set<Petition>().WorkableBy(viewer).Numbered(number).SingleOrDefaultAsync(cancellation);
        if (petition is null)
        {
            return null;
        }

        var result = await ResultOfAsync(petition.Id, cancellation);
        var shown = await db.Set<PublishedResult>().Where(r => r.PetitionId == petition.Id).ShownOn(time.Today()).FirstOrDefaultAsync(cancellation);
        return new PublicationDraft(
            petition, RefusalOf(petition, result, shown), Redaction.Strike(petition.Subject, petition.Petitioner), Redaction.Strike(petition.Text, petition.Petitioner),
            Redaction.Strike((string?)result?["result"] ?? "", petition.Petitioner), shown);
    }

    private static Refusal? RefusalOf(Petition petition, JsonObject? result, PublishedResult? shown)
    {
        if (petition.MatterClass == MatterClass.Accusation)
        {
            return new Refusal("publication-of-accusation");
        }

        if (petition.Outcome != CaseOutcome.Resolved)
        {
            return new Refusal("publication-not-resolved");
        }

        if (result?["publicationConsent"]?.ToString() != "true")
        {
            return new Refusal("publication-without-consent");
        }

        return shown is null ? null : new Refusal("publication-shown-already", shown.LastDay);
    }

    /// <summary>The last result that a unit handed in.</summary>
    private async Task<JsonObject?> ResultOfAsync(Guid petitionId, CancellationToken cancellation)
    {
        var json = await db.Set<WorkTask>().Where(t => t.PetitionId == petitionId && t.TaskType == "handle" && t.Outcome == "Submit")
            .OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).Select(t => t.DataJson).FirstOrDefaultAsync(cancellation);
        return json is null ? null : JsonNode.Parse(json) as JsonObject;
    }
}
