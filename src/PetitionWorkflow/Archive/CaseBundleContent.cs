using System.Net;
using System.Text.Json.Nodes;
using PetitionWorkflow.Documents;

namespace PetitionWorkflow.Archive;

/// <summary>What the files of a bundle say. Instants are UTC; names of units stand beside their ids.</summary>
internal static class CaseBundleContent
{
    public static object Case(CaseBundle bundle)
    {
        var petition = bundle.Case;
        return new
        {
            petition.Id, petition.Number, Kind = $"{petition.Kind}", Channel = $"{petition.Channel}", petition.SubChannel,
            petition.ReceivedAt, petition.RegisteredAt, petition.Petitioner, petition.Subject, petition.Text, petition.Place,
            Register = JsonNode.Parse(petition.RegisterJson),
            petition.SourceId, petition.DuplicateOfId, petition.ParentId,
            Stage = $"{petition.Stage}", MatterClass = petition.MatterClass?.ToString(), Way = petition.Way?.ToString(), petition.Category, Importance = $"{petition.Importance}",
            petition.IsUrgent, petition.UrgentSince, LeadUnit = NameOf(petition.LeadUnitId), AccusedUnit = NameOf(petition.AccusedUnitId),
            petition.ReworkRounds, petition.AcceptedAt, petition.OpinionDeliveredAt, Outcome = petition.Outcome?.ToString(), petition.ClosedAt, petition.FinalOn, petition.FinalBy,
            Assignments = bundle.Assignments.Select(a => new
            {
                a.Id, Unit = NameOf(a.UnitId), a.IsLead, a.Content, a.Requirements, a.DueDay, a.AssignedAt, a.Reason, a.SignedAt, a.FeedbackAt, a.EndedAt,
            }),
        };

        string? NameOf(Guid? unit) => unit is { } id ? bundle.Units.GetValueOrDefault(id, id.ToString()) : null;
    }

    public static object History(CaseBundle bundle) =>
        bundle.History.Select(e => new { e.At, e.Kind, e.ActorName, Data = JsonNode.Parse(e.Data) });

    public static object Tasks(CaseBundle bundle) => bundle.Tasks.Select(t => new
    {
        t.Id, t.TaskType, t.Title, t.Role, Unit = t.UnitId is { } unit ? bundle.Units.GetValueOrDefault(unit) : null, t.CreatedAt, t.DueAt, t.Round,
        State = $"{t.State}", t.Outcome, Data = t.DataJson is null ? null : JsonNode.Parse(t.DataJson), t.CompletedAt,
    });

    /// <summary>The paper as issued, as a page that opens by itself, with the mark of a copy under it.</summary>
    public static string Page(CaseDocument paper, string mark) =>
        $$"""
        <!DOCTYPE html>
        <html>
        <head><meta charset="utf-8"><title>{{WebUtility.HtmlEncode($"{paper.Title} {paper.Number}")}}</title>
        <style>body{max-width:42rem;margin:2rem auto;font-family:serif;line-height:1.7}h1,.document-office,.document-number{text-align:center}table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.4rem .6rem;text-align:left;vertical-align:top}th{width:9rem}.document-foot{text-align:right}</style>
        </head>
        <body>
        {{paper.Html}}
        <footer><small>{{WebUtility.HtmlEncode(mark)}}</small></footer>
        </body>
        </html>
        """;
}
