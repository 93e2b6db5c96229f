namespace PetitionWorkflow.Shared;

/// <summary>
/// The clock of the whole service (D3). It runs with the machine's; in demo mode an administrator moves it forward, and every
/// deadline, reminder and signature follows.
/// </summary>
public sealed class ServiceClock : TimeProvider
{
    private long _aheadTicks;

    /// <summary>How far the service is ahead of the machine.</summary>
    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));
        set => Interlocked.Exchange(ref _aheadTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
