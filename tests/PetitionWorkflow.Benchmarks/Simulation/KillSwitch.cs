using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>The program dies at this point: rows are written, the commit is not.</summary>
internal sealed class SimulatedKillException() : Exception("Killed between the writes and the commit.");

/// <summary>Kills units of work by chance while it is armed.</summary>
internal sealed class KillSwitch(Chance chance, double share) : SaveChangesInterceptor
{
    private int _saves;

    public bool IsArmed { get; set; }

    public int Kills { get; private set; }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (IsArmed && result > 0 && chance.Of($"kill {++_saves}") < share)
        {
            Kills++;
            throw new SimulatedKillException();
        }

        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }
}
