using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Rounds;

/// <summary>The letters of a day were collected (C22); for a day that has its batch it is a correction.</summary>
public sealed record RecordLetterBatch(DateOnly Day, TimeOnly CollectedAt, string Collector, int Letters, string Place, ActContext Act);

public sealed class RecordLetterBatchHandler(UnitOfWork work)
{
    /// <summary>Days back; older ones are history.</summary>
    public const int Correctable = 31;

    public async Task<Result> HandleAsync(RecordLetterBatch command, CancellationToken cancellation)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        var (collector, place) = (command.Collector.Trim(), command.Place.Trim());
        var before = await work.Db.Set<LetterBatch>().Where(b => b.Day == command.Day).OrderByDescending(b => b.Revision).FirstOrDefaultAsync(cancellation);
        if (before is not null && (before.CollectedAt, before.Collector, before.Letters, before.Place) == (command.CollectedAt, collector, command.Letters, place))
        {
            // The form was sent twice.
            return Result.Done;
        }

        work.Db.Add(new LetterBatch
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            Day = command.Day,
            Revision = (before?.Revision ?? 0) + 1,
            CollectedAt = command.CollectedAt,
            Collector = collector,
            Letters = command.Letters,
            Place = place,
            RecordedAt = work.Time.UtcNow(),
            RecordedById = command.Act.ActorId,
            RecordedBy = command.Act.ActorName,
        });
        return Result.Done;
    }

    private Refusal? Check(RecordLetterBatch command)
    {
        var now = ChinaTime.ToLocal(work.Time.UtcNow());
        var today = DateOnly.FromDateTime(now);
        var findings = new Findings();
        findings.Check(command.Day <= today && command.Day >= today.AddDays(-Correctable), nameof(command.Day), "batch-day-out-of-reach", Correctable);
        findings.Check(command.Day != today || command.CollectedAt <= TimeOnly.FromDateTime(now), nameof(command.CollectedAt), "batch-not-yet");
        findings.Required(nameof(command.Collector), command.Collector);
        findings.Length(nameof(command.Collector), command.Collector, LetterBatch.MaxText);
        findings.Range(nameof(command.Letters), command.Letters, 0, LetterBatch.MaxLetters);
        findings.Required(nameof(command.Place), command.Place);
        findings.Length(nameof(command.Place), command.Place, LetterBatch.MaxText);
        return findings.ToRefusal();
    }
}
