using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>The program dies at this point: rows are written, the commit is not.</summary>
internal sealed class SimulatedKillException() : Exception("Killed between the writes and the commit.");

/// <summary>Kills units of work by chance while it is armed. A seed kills the same ones each time; other kills make another year, for what was killed is done in an office that has moved on.</summary>
internal sealed class KillSwitch(int seed, double share) : SaveChangesInterceptor
{
    private readonly Random _chance = new(seed);

    public bool IsArmed { get; set; }

    public int Kills { get; private set; }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (IsArmed && result > 0 && _chance.NextDouble() < share)
        {
            Kills++;
            throw new SimulatedKillException();
        }

        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }
}
