using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews;

/// <summary>復查申請書 (§1b): what the petitioner asked, as a paper of the review.</summary>
public sealed class ReviewApplication(PetitionDbContext db, DocumentIssuer documents, Texts texts)
{
    public async Task<Result<CaseDocument>> IssueAsync(Petition review, Petition parent, RequestReview command, ActContext act, CancellationToken cancellation)
    {
        var opinion = await db.Set<CaseDocument>().Where(d => d.PetitionId == parent.Id && d.Kind == DocumentKinds.Opinion)
            .OrderByDescending(d => d.IssuedAt).ThenByDescending(d => d.Id).Select(d => d.Number).FirstOrDefaultAsync(cancellation);
        var values = new Dictionary<string, string?>
        {
            ["originalNumber"] = parent.Number,
            ["opinionNumber"] = opinion,
            ["opinionReceivedOn"] = parent.OpinionDeliveredAt is { } at ? DocumentIssuer.Day(ChinaTime.DayOf(at)) : null,
            ["reviewRequest"] = texts.In(Texts.Languages[0])["Document.reviewRequest"],
            ["reasons"] = TypedText.Clean(command.Reasons),
            ["evidence"] = TypedText.Clean(command.Evidence),
            ["reviewRequestedOn"] = DocumentIssuer.Day(command.RequestedOn),
        };
        return await documents.IssueAsync(review, new DocumentDraft("review-application", values), act, cancellation);
    }
}
