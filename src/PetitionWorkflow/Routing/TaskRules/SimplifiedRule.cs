using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>The simplified procedure is for what is simple: no collective, complex or repeated matter, no accusation, and nothing whose time is over.</summary>
internal sealed class SimplifiedRule(UnitOfWork work, ClockCatalogues catalogues, Calendars calendars) : ITaskRule
{
    public string TaskType => "classify";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        if (act.Data.Text(SimplifiedProcedure.Procedure) != SimplifiedProcedure.Simplified)
        {
            return Result.Done;
        }

        var route = new HandlingRoute(act.Data.Choice<MatterClass>("matterClass"), act.Data.Choice<HandlingWay>("way"));
        if (route.Class == MatterClass.Accusation || route.GoesElsewhere)
        {
            return new Refusal("simplified-class") { Field = SimplifiedProcedure.Procedure };
        }

        if (act.Data.Choice<Importance>("importance") is not Importance.Ordinary || act.Data.Flag("urgent"))
        {
            return new Refusal("simplified-complex") { Field = SimplifiedProcedure.Procedure };
        }

        return SimplifiedProcedure.AgainstIt(act.Petition) is { } against ? against : await TimeAsync(act.Petition, cancellation);
    }

    private async Task<Result> TimeAsync(Petition petition, CancellationToken cancellation)
    {
        var accepted = petition.AcceptedAt ?? work.Time.UtcNow();
        var rule = catalogues.Current.InForce(SimplifiedProcedure.Clock, ChinaTime.DayOf(accepted));
        if (rule.Refusal is { } notInForce)
        {
            return notInForce;
        }

        var due = DueDay.Compute(rule.Value, accepted, await calendars.CurrentAsync(cancellation));
        return work.Time.UtcNow() < due.At ? Result.Done : new Refusal("simplified-too-late", DocumentIssuer.Day(due.Day)) { Field = SimplifiedProcedure.Procedure };
    }
}

/// <summary>The unit must answer before the office has to.</summary>
internal sealed class SlipWithinSimplifiedRule(UnitOfWork work, OpenClocks open) : ITaskRule
{
    public string TaskType => "assign";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation) =>
        act.Outcome == "Assign" && act.Data.Number("dueDays") is { } days && await open.FindAsync(act.Petition.Id, SimplifiedProcedure.Clock, null, cancellation) is { } clock
        && work.Time.Today().AddDays(days) > clock.DueDay
            ? new Refusal("simplified-slip", DocumentIssuer.Day(clock.DueDay)) { Field = "dueDays" }
            : Result.Done;
}
