using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Reads what conditions of the flow ask about: channel, class, importance, urgency. Never personal data.</summary>
[Activity("Petition", "Facts", DisplayName = "Read case facts", Description = "Puts channel, class, importance and urgency of the case into a variable.")]
public sealed class Facts : CaseActivity
{
    [Output(DisplayName = "Facts")]
    public Output<object> Values { get; set; } = new();

    protected override ValueTask ActAsync(CaseStep step)
    {
        step.Context.Set(Values, Of(step.Petition));
        return ValueTask.CompletedTask;
    }

    public static Dictionary<string, object?> Of(Petition petition) => new()
    {
        ["kind"] = petition.Kind.ToString(),
        ["channel"] = petition.Channel.ToString(),
        ["matterClass"] = petition.MatterClass?.ToString(),
        ["way"] = petition.Way?.ToString(),
        ["goesElsewhere"] = HandlingRoute.Of(petition).GoesElsewhere,
        ["endsWithOpinion"] = HandlingRoute.Of(petition).EndsWithOpinion,
        ["handlingClock"] = HandlingRoute.Of(petition).Clock,
        ["importance"] = petition.Importance.ToString(),
        ["urgent"] = petition.IsUrgent,
        ["peopleCount"] = (long)petition.Petitioner.PeopleCount,
        ["reworkRounds"] = (long)petition.ReworkRounds,
        ["answeredOnTheSpot"] = ChannelRegister.Of(petition) is VisitRegister { OnTheSpot: not null },

        // An urgent case has its own way to a leader; the gate before assignment waits for either.
        ["needsLeaderFirst"] = petition.Importance != Importance.Ordinary && !petition.IsUrgent,
    };
}
