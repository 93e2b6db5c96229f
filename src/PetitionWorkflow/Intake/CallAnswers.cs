using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>How the calls of a span were answered (二(五)1, C33).</summary>
/// <param name="Calls">Calls of the register.</param>
/// <param name="Counted">Those whose rings were written down; of the others nobody knows.</param>
/// <param name="InTime">Answered within three rings.</param>
public sealed record CallAnswers(DateOnly From, DateOnly To, int Calls, int Counted, int InTime)
{
    /// <summary>0 to 1; null while no rings are written down.</summary>
    public double? Share => Counted == 0 ? null : (double)InTime / Counted;
}

public sealed class CallAnswersReader(PetitionDbContext db, TimeProvider time)
{
    public async Task<CallAnswers> OfLastDaysAsync(int days, CancellationToken cancellation)
    {
        var to = time.Today();
        var from = to.AddDays(1 - days);
        var begin = ChinaTime.ToUtc(from, TimeOnly.MinValue);
        var calls = await db.Set<Petition>().AsNoTracking()
            .Where(p => p.Channel == Channel.Call && p.Kind == CaseKind.Petition && p.ReceivedAt >= begin).ToListAsync(cancellation);
        var rings = calls.Select(c => (ChannelRegister.Of(c) as CallRegister)?.Rings).OfType<int>().ToList();
        return new CallAnswers(from, to, calls.Count, rings.Count, rings.Count(r => r <= CallRegister.MaxRings));
    }
}
