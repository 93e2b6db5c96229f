using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing;

/// <summary>重複信訪: what the notice to a person who raises a matter again says of the earlier case.</summary>
public sealed class RepeatFacts(PetitionDbContext db, OpenClocks clocks, ReviewWindow window, TimeProvider time, Texts texts, IOptions<DocumentOptions> options)
{
    private static readonly string[] Answers = [DocumentKinds.Opinion, DocumentKinds.Reply];

    public async Task CompleteAsync(Guid earlierId, Dictionary<string, string?> values, CancellationToken cancellation)
    {
        var earlier = await db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == earlierId, cancellation);
        values.TryAdd("earlierNumber", earlier.Number);
        values.TryAdd("earlierReceivedOn", DocumentIssuer.Day(ChinaTime.DayOf(earlier.ReceivedAt)));
        values.TryAdd("earlierState", await StateAsync(earlier, texts.In(options.Value.Language), cancellation));
    }

    private async Task<string> StateAsync(Petition earlier, Texts words, CancellationToken cancellation)
    {
        if (earlier.IsOpen)
        {
            return await clocks.FindAsync(earlier.Id, "K05", null, cancellation) is { } handling
                ? words["Document.repeat.inHandUntil", DocumentIssuer.Day(handling.DueDay)]
                : words["Document.repeat.inHand"];
        }

        var answer = await db.Set<CaseDocument>().AsNoTracking().Where(d => d.PetitionId == earlier.Id && Answers.Contains(d.Kind))
            .OrderByDescending(d => d.IssuedAt).ThenByDescending(d => d.Id).FirstOrDefaultAsync(cancellation);
        var answered = answer is null ? words["Document.repeat.closed"] : words["Document.repeat.answered", answer.Number, DocumentIssuer.Day(ChinaTime.DayOf(answer.IssuedAt))];
        if (earlier.OpinionDeliveredAt is not { } delivered)
        {
            return answered;
        }

        var lastDay = (await window.OfAsync(delivered, cancellation)).Day;
        return answered + words[lastDay >= time.Today() ? "Document.repeat.reviewUntil" : "Document.repeat.reviewOver", DocumentIssuer.Day(lastDay)];
    }
}
