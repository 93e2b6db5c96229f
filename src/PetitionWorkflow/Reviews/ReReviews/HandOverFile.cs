using System.Text.Json.Nodes;
using PetitionWorkflow.Archive;

namespace PetitionWorkflow.Reviews.ReReviews;

/// <summary>
/// The hand-over package as one ZIP: <c>requests.json</c>, and under <c>original/</c> and <c>review/</c> the register, opinions and
/// evidence of each case, with the manifest of the archive's bundles. The slip lies with the papers of the review.
/// </summary>
public sealed class HandOverFile(CaseBundleFile bundles)
{
    public const string Format = "petition-hand-over/1";

    public async Task WriteAsync(HandOver handOver, Stream to, CancellationToken cancellation)
    {
        await using var zip = new ListedZip(to, handOver.Review.TakenAt);
        await zip.AddJsonAsync("requests.json", Requests(handOver), cancellation);
        foreach (var (folder, bundle) in new[] { ("original/", handOver.Original), ("review/", handOver.Review) })
        {
            await zip.AddJsonAsync(folder + "register.json", CaseBundleContent.Case(bundle), cancellation);
            await bundles.AddPapersAsync(zip, folder, bundle, cancellation);
            await bundles.AddAttachmentsAsync(zip, folder, bundle.Attachments, cancellation);
        }

        var head = new JsonObject
        {
            ["format"] = Format, ["number"] = handOver.Review.Case.Number, ["originalNumber"] = handOver.Original.Case.Number,
            ["authority"] = handOver.ReReview.Authority, ["takenAt"] = handOver.Review.TakenAt, ["takenBy"] = handOver.Review.TakenBy,
        };
        await zip.AddManifestAsync(head, cancellation);
    }

    private static object Requests(HandOver handOver) => new
    {
        Review = new { handOver.Request.RequestedOn, handOver.Request.Reasons, handOver.Request.Evidence, Opinion = handOver.Request.Opinion?.ToString() },
        ReReview = new { handOver.ReReview.RequestedOn, handOver.ReReview.Reasons, handOver.ReReview.Authority },
    };
}
