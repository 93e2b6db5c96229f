using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>What every step on a case needs: the case, the unit of work, and who acts.</summary>
public sealed class CaseStep
{
    private static readonly KeptQuery<Guid, Assignment> InForce = new((db, petition) => db.Set<Assignment>().Where(a => a.PetitionId == petition && a.EndedAt == null));

    private CaseStep(ActivityExecutionContext context, UnitOfWork work, Petition petition, ActContext act) =>
        (Context, Work, Petition, Act) = (context, work, petition, act);

    public ActivityExecutionContext Context { get; }
    public UnitOfWork Work { get; }
    public Petition Petition { get; }
    public ActContext Act { get; }
    public CancellationToken Cancellation => Context.CancellationToken;

    /// <exception cref="WorkflowFaultException">The instance has no case: it was started by hand in the designer.</exception>
    public static async ValueTask<CaseStep> LoadAsync(ActivityExecutionContext context)
    {
        var work = context.GetRequiredService<UnitOfWork>();
        var petition = Guid.TryParse(context.CorrelationId, out var id) ? await work.Db.FindAsync<Petition>([id], context.CancellationToken) : null;
        return petition is null
            ? throw new WorkflowFaultException("This step works on a case; the instance's correlation id names none.")
            : new CaseStep(context, work, petition, context.GetRequiredService<BurstActor>().Act);
    }

    public T Service<T>() where T : notnull => Context.GetRequiredService<T>();

    public T? Get<T>(Input<T> input) => Context.Get(input);

    /// <summary>An input that the step cannot do without.</summary>
    public T Require<T>(Input<T> input, string name)
    {
        var value = Context.Get(input);
        return value is null || value is string { Length: 0 }
            ? throw new WorkflowFaultException($"The step '{Context.DisplayText}' needs a value for '{name}'.")
            : value;
    }

    /// <summary>What a task or an earlier step filled in.</summary>
    public CaseData Data(Input<object> input) => CaseData.Of(Context.Get(input));

    public void Raise(ICaseEvent happened) => Work.Raise(Petition.Id, happened, Act);

    /// <summary>The assignments that are in force, those made in this unit among them.</summary>
    public async ValueTask<IReadOnlyList<Assignment>> AssignmentsAsync()
    {
        await InForce.ListAsync(Work.Db, Petition.Id, Cancellation);
        return [.. Work.Db.Tracked<Assignment>().Where(a => a.PetitionId == Petition.Id && a.EndedAt is null)];
    }

    public async ValueTask<Assignment> LeadAssignmentAsync() =>
        (await AssignmentsAsync()).FirstOrDefault(a => a.IsLead)
        ?? throw new WorkflowFaultException($"The step '{Context.DisplayText}' needs a lead unit; the case is assigned to none.");

    /// <summary>A unit by id, by its short code, or the word <c>lead</c> for the case's lead unit.</summary>
    public async ValueTask<Unit> UnitAsync(string reference)
    {
        if (reference == "lead")
        {
            reference = (Petition.LeadUnitId ?? (await LeadAssignmentAsync()).UnitId).ToString();
        }

        var unit = Guid.TryParse(reference, out var id)
            ? await Work.Db.FindAsync<Unit>([id], Cancellation)
            : await Work.Db.Set<Unit>().SingleOrDefaultAsync(u => u.Code == reference, Cancellation);
        return unit ?? throw new WorkflowFaultException($"The step '{Context.DisplayText}' names a unit that does not exist: '{reference}'.");
    }
}
