using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Commands;

namespace PetitionWorkflow.Web.Intake;

/// <summary><c>import FILE [--dry-run]</c>: the rows of a CSV file become registered petitions.</summary>
public sealed class ImportCommand(
    UnitOfWorkRunner runner,
    Importer importer,
    DryRun dryRun,
    PetitionDbContext db,
    IOptions<ImportOptions> options,
    Texts texts) : ICommandLineCommand
{
    private const int Unusable = 2;
    public string Name => "import";

    public string Usage => "FILE [--dry-run]";

    public string Summary => "Registers the rows of a CSV file as online petitions; the same file again goes on or changes nothing.";

    public async Task<int> RunAsync(IReadOnlyList<string> args, IServiceProvider services, CancellationToken cancellation)
    {
        var files = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (files.Count != 1 || args.Any(a => a.StartsWith("--", StringComparison.Ordinal) && a != "--dry-run"))
        {
            return await FailAsync($"Usage: {Name} {Usage}");
        }

        try
        {
            var path = Path.GetFullPath(files[0]);
            return args.Contains("--dry-run") ? await DryRunAsync(path, cancellation) : await ImportAsync(path, cancellation);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return await FailAsync($"{files[0]}: {failed.Message}");
        }
        catch (OperationCanceledException)
        {
            return await FailAsync("Interrupted. What is in stays in; the same command goes on from there.");
        }
    }

    private async Task<int> DryRunAsync(string path, CancellationToken cancellation)
    {
        var result = await dryRun.RunAsync(Guid.Empty, path, options.Value.Platform, cancellation);
        if (result.Refusal is { } refusal)
        {
            return await FailAsync($"{path}: {texts.Of(refusal)}");
        }

        var found = result.Value;
        Console.WriteLine($"encoding: {found.EncodingName}");
        foreach (var heading in found.Headings)
        {
            Console.WriteLine($"column: {heading.Heading} -> {(heading.Meaning is { } meaning ? texts.Of(meaning) : "(not used)")}");
        }

        WriteSummary("would be accepted", found.Accepted, found.AlreadyThere, found.Rejected, found.Rejects);
        return 0;
    }

    private async Task<int> ImportAsync(string path, CancellationToken cancellation)
    {
        var (sha256, size) = await ImportStorage.HashAsync(path, cancellation);
        var command = new CommandImport(Path.GetFileName(path), sha256, size, options.Value.Platform, ActContext.System("import"));
        var run = await runner.RunAsync<StartImportHandler, Guid>(h => h.HandleAsync(command, cancellation), cancellation);
        var done = await importer.RunAsync(run.Value, path, Report, cancellation);
        if (done.Refusal is { } refusal)
        {
            await runner.RunAsync<StartImportHandler, bool>(h => h.HandleAsync(new AbandonImport(run.Value, refusal.Code), cancellation), cancellation);
            return await FailAsync($"{path}: {texts.Of(refusal)}");
        }

        var rejects = await db.Set<ImportReject>().AsNoTracking().Where(r => r.RunId == run.Value).OrderBy(r => r.Line).ToListAsync(cancellation);
        WriteSummary("accepted", done.Value.Accepted, done.Value.AlreadyThere, done.Value.Rejected, rejects);
        return 0;
    }

    /// <summary>On a terminal the counters run; a script that reads the output gets only the result.</summary>
    private static void Report(ImportProgress progress)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{progress.RowsDone} rows");
        }
    }

    private void WriteSummary(string accepted, int count, int alreadyThere, int rejected, IReadOnlyList<ImportReject> rejects)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine();
        }

        foreach (var reject in rejects)
        {
            Console.WriteLine($"line {reject.Line}: {reject.ReasonOf(texts)}");
        }

        if (rejects.Count < rejected)
        {
            Console.WriteLine($"… and {rejected - rejects.Count} more rejected lines");
        }

        Console.WriteLine($"{accepted}: {count}");
        Console.WriteLine($"already there: {alreadyThere}");
        Console.WriteLine($"rejected: {rejected}");
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return Unusable;
    }
}
