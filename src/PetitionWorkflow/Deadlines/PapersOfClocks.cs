using PetitionWorkflow.Documents;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// The law counts until a paper reaches the petitioner (Arts. 22, 34, 35): that ends the clock, on the day of the delivery, whether the flow has a
/// step for it or not.
/// </summary>
public sealed class PapersOfClocks(StopByRule stops) : ICaseEventHandler<DocumentIssued>
{
    private const string TransferLetter = "transfer-letter", ProcedureNotice = "procedure-notice", CompletionNotice = "completion-notice";

    /// <summary>
    /// At once, not when the unit of work ends: a step of the flow that stops the same clock would come first and stop it as of now, when the
    /// delivery is entered days after it happened.
    /// </summary>
    public async Task DeliveredAsync(CaseDocument document, ActContext act, CancellationToken cancellation)
    {
        foreach (var what in EndedBy(document.Kind))
        {
            await stops.HappenedAsync(document.PetitionId, what, OfTheCase, act, cancellation, document.DeliveredAt);
        }
    }

    public Task HandleAsync(Guid petitionId, DocumentIssued happened, ActContext act, CancellationToken cancellation) => happened.DocumentKind switch
    {
        TransferLetter => stops.HappenedAsync(petitionId, StopEvents.Transferred, OfTheCase, act, cancellation),
        DocumentKinds.AcceptanceNotice => stops.HappenedAsync(petitionId, StopEvents.AcceptanceTold, OfTheCase, act, cancellation),
        DocumentKinds.HandlingNotice => stops.HappenedAsync(petitionId, StopEvents.HandlingTold, clock => !OfTheCase(clock), act, cancellation),
        _ => Task.CompletedTask,
    };

    /// <summary>The clocks of assignments and duties have events of their own.</summary>
    private static bool OfTheCase(CaseClock clock) => clock.AssignmentId is null;

    private static string[] EndedBy(string kind) => kind switch
    {
        DocumentKinds.Opinion or DocumentKinds.ReviewOpinion => [StopEvents.OpinionDelivered],
        DocumentKinds.Reply => [StopEvents.ReplyDelivered],
        ProcedureNotice => [StopEvents.NoticeDelivered, StopEvents.ReplyDelivered],
        CompletionNotice => [],
        _ when kind.EndsWith("-notice", StringComparison.Ordinal) => [StopEvents.NoticeDelivered],
        _ => [],
    };
}
