namespace PetitionWorkflow.Jobs;

/// <summary>
/// Work that a heartbeat asks for again and again (D4). It looks in the database for what is due and does it; running it twice,
/// late or on two nodes at once does no harm.
/// </summary>
public interface IRecurringWork
{
    /// <summary>Stable: the recurring job's id on the dashboard, and what a nudge names.</summary>
    static abstract string Name { get; }

    /// <summary>Does everything that is due now.</summary>
    Task RunAsync(CancellationToken cancellation);
}
