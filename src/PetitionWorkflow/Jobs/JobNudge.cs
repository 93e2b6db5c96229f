using Hangfire;

namespace PetitionWorkflow.Jobs;

/// <summary>Asks for recurring work at once instead of at the next heartbeat; for latency only, nothing depends on it.</summary>
public interface IJobNudge
{
    void Nudge<TWork>() where TWork : IRecurringWork;
}

internal sealed class HangfireNudge(IBackgroundJobClient jobs) : IJobNudge
{
    public void Nudge<TWork>() where TWork : IRecurringWork
    {
        var name = TWork.Name;
        jobs.Enqueue<RecurringWorkJob<TWork>>(job => job.RunAsync(name, CancellationToken.None));
    }
}

/// <summary>For commands and tests that run no job server.</summary>
internal sealed class NoNudge : IJobNudge
{
    public void Nudge<TWork>() where TWork : IRecurringWork
    {
    }
}
