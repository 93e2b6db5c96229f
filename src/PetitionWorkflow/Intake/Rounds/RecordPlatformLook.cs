using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Rounds;

/// <summary>"Looked, nothing new" or "N taken over" (C35).</summary>
public sealed record RecordPlatformLook(string Platform, int TakenOver, ActContext Act);

public sealed class RecordPlatformLookHandler(UnitOfWork work, IOptions<IntakeOptions> options)
{
    public Task<Result> HandleAsync(RecordPlatformLook command)
    {
        if (!options.Value.Platforms.Contains(command.Platform))
        {
            return Task.FromResult<Result>(new Refusal("platform-not-watched"));
        }

        if (command.TakenOver is < 0 or > PlatformLook.MaxTakenOver)
        {
            return Task.FromResult<Result>(new Refusal("entry-out-of-range", 0, PlatformLook.MaxTakenOver) { Field = nameof(command.TakenOver) });
        }

        work.Db.Add(new PlatformLook
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            Platform = command.Platform,
            At = work.Time.UtcNow(),
            TakenOver = command.TakenOver,
            ById = command.Act.ActorId,
            ByName = command.Act.ActorName,
        });
        return Task.FromResult(Result.Done);
    }
}
