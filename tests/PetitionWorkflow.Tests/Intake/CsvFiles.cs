using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

/// <summary>Files to import, written by the tests themselves, and the two ways to import them.</summary>
internal static class CsvFiles
{
    public const string Header = "message_id,user_id,subject,sent_at,text";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string Row(int id) => $"{id},U{id % 97:D4},第{id}号井盖破损请求维修,2026-02-{(id % 27) + 1:D2}T08:30:00,\"幸福路{id}号门前井盖破损，存在\"\"安全隐患\"\"，请尽快维修。\"";

    public static string Of(int rows) => Header + "\r\n" + string.Concat(Enumerable.Range(1, rows).Select(id => Row(id) + "\r\n"));

    public static string Write(ServiceUnderTest service, string text, Encoding? encoding = null) =>
        Write(service, (encoding ?? new UTF8Encoding(false)) is var chosen ? [.. chosen.Preamble, .. chosen.GetBytes(text)] : []);

    public static string Write(ServiceUnderTest service, byte[] bytes)
    {
        var path = Path.Combine(service.Root, Guid.NewGuid().ToString("N") + ".csv");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>As the command does it.</summary>
    public static async Task<Result<ImportProgress>> ImportAsync(this ServiceUnderTest service, string path, Action<ImportProgress>? report = null)
    {
        var run = await service.StartRunAsync(path);
        return await service.Services.GetRequiredService<Importer>().RunAsync(run, path, report, Cancellation);
    }

    public static async Task<Guid> StartRunAsync(this ServiceUnderTest service, string path)
    {
        var (sha256, size) = await ImportStorage.HashAsync(path, Cancellation);
        var command = new CommandImport("messages.csv", sha256, size, "网上留言", ActContext.System("import"));
        return await service.DoAsync<StartImportHandler, Guid>(h => h.HandleAsync(command, Cancellation));
    }

    public static async Task<Result<DryRunResult>> DryRunAsync(this ServiceUnderTest service, string path)
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DryRun>().RunAsync(Guid.NewGuid(), path, "网上留言", Cancellation);
    }
}
