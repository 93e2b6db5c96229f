using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>A file was uploaded: the dry run begins.</summary>
public sealed record UploadImport(Guid RunId, string FileName, string Sha256, long Size, string Platform, ActContext Act);

/// <summary>A person saw the dry run and wants the rows in.</summary>
public sealed record ConfirmImport(Guid RunId);

/// <summary>A person wants no more rows in; those that are in stay.</summary>
public sealed record StopImport(Guid RunId);

/// <summary>A command imports a file that stays where it is; the same file again goes on where it stopped.</summary>
public sealed record CommandImport(string FileName, string Sha256, long Size, string Platform, ActContext Act);

/// <summary>The file of a command could not be used at all.</summary>
public sealed record AbandonImport(Guid RunId, string Code);

public sealed class StartImportHandler(UnitOfWork work)
{
    public Task<Result<Guid>> HandleAsync(UploadImport command)
    {
        work.Db.Set<ImportRun>().Add(new ImportRun
        {
            Id = command.RunId,
            FileName = command.FileName,
            Sha256 = command.Sha256,
            Size = command.Size,
            Origin = ImportOrigin.Upload,
            Platform = command.Platform,
            State = ImportState.Checking,
            CreatedAt = work.Time.UtcNow(),
            CreatedById = command.Act.ActorId,
            CreatedByName = command.Act.ActorName,
        });
        Nudge();
        return Task.FromResult<Result<Guid>>(command.RunId);
    }

    public async Task<Result<bool>> HandleAsync(ConfirmImport command, CancellationToken cancellation)
    {
        var run = await work.Db.Set<ImportRun>().SingleOrDefaultAsync(r => r.Id == command.RunId, cancellation);
        if (run is not { State: ImportState.Checked })
        {
            return new Refusal("import-not-checked");
        }

        // The dry run's counters make room for the real ones.
        (run.State, run.RowsDone, run.Accepted, run.AlreadyThere, run.Rejected) = (ImportState.Running, 0, 0, 0, 0);
        await work.BeginAsync(cancellation);
        await work.Db.Set<ImportReject>().Where(r => r.RunId == run.Id).ExecuteDeleteAsync(cancellation);
        Nudge();
        return true;
    }

    public async Task<Result<bool>> HandleAsync(StopImport command, CancellationToken cancellation)
    {
        var run = await work.Db.Set<ImportRun>().SingleOrDefaultAsync(r => r.Id == command.RunId, cancellation);
        if (run is not { State: ImportState.Checking or ImportState.Checked or ImportState.Running, Origin: ImportOrigin.Upload })
        {
            return new Refusal("import-not-running");
        }

        run.State = ImportState.Stopped;
        run.FinishedAt = work.Time.UtcNow();
        return true;
    }

    public async Task<Result<Guid>> HandleAsync(CommandImport command, CancellationToken cancellation)
    {
        var run = await work.Db.Set<ImportRun>()
            .Where(r => r.Origin == ImportOrigin.Command && r.State == ImportState.Running && r.Sha256 == command.Sha256 && r.Platform == command.Platform)
            .FirstOrDefaultAsync(cancellation);
        if (run is null)
        {
            run = new ImportRun
            {
                Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
                FileName = command.FileName,
                Sha256 = command.Sha256,
                Size = command.Size,
                Origin = ImportOrigin.Command,
                Platform = command.Platform,
                State = ImportState.Running,
                CreatedAt = work.Time.UtcNow(),
                CreatedByName = command.Act.ActorName,
            };
            work.Db.Set<ImportRun>().Add(run);
        }

        return run.Id;
    }

    public async Task<Result<bool>> HandleAsync(AbandonImport command, CancellationToken cancellation)
    {
        var run = await work.Db.Set<ImportRun>().SingleAsync(r => r.Id == command.RunId, cancellation);
        (run.State, run.FailureCode, run.FinishedAt) = (ImportState.Failed, command.Code, work.Time.UtcNow());
        return true;
    }

    private void Nudge() => work.AfterCommit((services, _) =>
    {
        services.GetRequiredService<IJobNudge>().Nudge<ImportFiles>();
        return Task.CompletedTask;
    });
}
