using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing;

/// <summary>
/// 簡易辦理: for a case whose channel and region follow the simplified profile the clerk may choose it at the classification, with the reason.
/// K12 then runs from acceptance, beside the legal handling time, and never instead of it.
/// </summary>
public sealed class SimplifiedProcedure(UnitOfWork work, CaseProfiles profiles, OpenClocks open, StartClockHandler start, ClockEnding ending, Texts texts)
{
    public const string Clock = "K12", Procedure = "procedure", Simplified = "simplified", Reason = "procedureReason";

    /// <summary>As many people make a petition collective (集體).</summary>
    private const int Collective = 5;

    /// <summary>Proposed where nothing that the office knows speaks against it; whether the facts are clear is the clerk's to say.</summary>
    public async Task OfferAsync(Petition petition, Dictionary<string, object?> classify, CancellationToken cancellation)
    {
        var choice = await profiles.OfCaseAsync(petition.Id, cancellation);
        if (choice.Profile == ClockProfiles.Simplified && AgainstIt(petition) is null)
        {
            classify[Procedure] = Proposed(Simplified, texts["Routing.SimplifiedOffered", choice.TableVersion, choice.Row]);
            classify[Reason] = Proposed("", "");
        }
    }

    /// <summary>What the case itself has against it; null: nothing.</summary>
    public static Refusal? AgainstIt(Petition petition) =>
        petition.Petitioner.PeopleCount >= Collective ? new Refusal("simplified-collective", Collective) { Field = Procedure }
        : petition.IsUrgent || petition.Importance != Importance.Ordinary ? new Refusal("simplified-complex") { Field = Procedure }
        : petition.DuplicateOfId is not null || petition.ParentId is not null || ChannelRegister.Of(petition) is VisitRegister { IsRepeatVisit: true } ? new Refusal("simplified-repeated") { Field = Procedure }
        : null;

    /// <summary>The classification says so, or says it no more.</summary>
    public async Task ChooseAsync(Petition petition, CaseData classification, ActContext act, CancellationToken cancellation)
    {
        if (classification.Text(Procedure) != Simplified)
        {
            await EndAsync(petition.Id, act, cancellation);
        }
        else if (await open.FindAsync(petition.Id, Clock, null, cancellation) is null)
        {
            (await start.HandleAsync(new StartClock(petition.Id, Clock) { ByRule = true }, act, cancellation)).Require();
            work.Raise(petition.Id, new SimplifiedChosen(classification.Text(Reason)!), act);
        }
    }

    /// <summary>It turned out not to be so simple: the ordinary time, which has run all along, is the only one then.</summary>
    public async Task EndAsync(Guid petitionId, ActContext act, CancellationToken cancellation)
    {
        if (await open.FindAsync(petitionId, Clock, null, cancellation) is { } running)
        {
            await ending.EndPauseAsync(running, work.Time.UtcNow(), cancellation);
            ending.End(running, work.Time.UtcNow() < running.DueAt ? ClockState.Cancelled : ClockState.Late, work.Time.UtcNow(), "another-limit-applies", act);
            work.Raise(petitionId, new SimplifiedEnded(), act);
        }
    }

    private static Dictionary<string, object?> Proposed(string value, string reason) => new() { ["value"] = value, ["reason"] = reason };
}
