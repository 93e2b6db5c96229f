using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// Extends a running clock once, before it ends, by at most the length of the rule that extends it (K06 for K05, Art. 34: complex
/// matter, approved by the head of the organ, reason told to the petitioner; the reason is the act's).
/// </summary>
public sealed record ExtendClock(Guid PetitionId, string Code, int Days, Guid ApprovedById)
{
    public Guid? AssignmentId { get; init; }
}

public sealed class ExtendClockHandler(UnitOfWork work, ClockCatalogues catalogues, ClockDerivation derivation, OpenClocks open, ClockTrace trace)
{
    public async Task<Result<CaseClock>> HandleAsync(ExtendClock command, ActContext act, CancellationToken cancellation)
    {
        if (await open.FindAsync(command.PetitionId, command.Code, command.AssignmentId, cancellation) is not { } clock)
        {
            return new Refusal("clock-not-running", command.Code);
        }

        if (Check(command, act, clock) is { } refusal)
        {
            return refusal;
        }

        var from = clock.DueDay;
        clock.SetTerms(clock.Terms with { Extension = command.Days });
        await derivation.DeriveAsync(clock, cancellation);
        trace.Raise(clock, new ClockExtended(clock.Id, clock.Code, command.Days, from, clock.DueDay, command.ApprovedById), act);
        return clock;
    }

    private Refusal? Check(ExtendClock command, ActContext act, CaseClock clock)
    {
        if (derivation.RuleOf(clock).ExtendedBy is not { } extension)
        {
            return new Refusal("clock-not-extensible", command.Code);
        }

        var rule = catalogues.Current.InForce(extension, ChinaTime.DayOf(clock.StartedAt));
        if (rule.Refusal is { } notInForce)
        {
            return notInForce;
        }

        if (command.Days < 1 || command.Days > rule.Value.Length)
        {
            return new Refusal("clock-extension-out-of-range", command.Days) { Field = "Days" };
        }

        if (string.IsNullOrWhiteSpace(act.Reason))
        {
            return new Refusal("clock-extension-needs-reason") { Field = "Reason" };
        }

        if (clock.Terms.Extension > 0)
        {
            return new Refusal("clock-already-extended", command.Code);
        }

        // While it is paused its due day lies later than it stands.
        return clock.State == ClockState.Running && work.Time.UtcNow() >= clock.DueAt ? new Refusal("clock-extension-too-late", clock.DueDay) : null;
    }
}
