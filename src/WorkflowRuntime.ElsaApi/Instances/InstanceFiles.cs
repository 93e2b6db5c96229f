using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Journal;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Instances;

/// <summary>
/// Instances as files: readable, with their journal, and with what is needed to look at an ended one elsewhere. A running one is not
/// imported: it would wait here for what happens there.
/// </summary>
internal static class InstanceFiles
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/export", OneAsync);
        api.MapPost("/bulk-actions/export/workflow-instances", ManyAsync);
        api.MapPost("/bulk-actions/import/workflow-instances", ImportAsync).DisableAntiforgery();
    }

    private static async Task<IResult> OneAsync(string id, IWorkflowStore store, CancellationToken cancellationToken) =>
        await WriteAsync(id, store, cancellationToken) is { } json ? ElsaResults.JsonFile(json, $"workflow-instance-{id}.json") : GetInstance.Missing(id);

    private static async Task<IResult> ManyAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var ids = (await ElsaBody.ReadAsync<InstanceIds>(request, cancellationToken)).Ids ?? [];
        using var data = new MemoryStream();
        using (var zip = new ZipArchive(data, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var id in ids.Distinct())
            {
                if (await WriteAsync(id, store, cancellationToken) is not { } json)
                    continue;
                await using var entry = await zip.CreateEntry($"workflow-instance-{id}.json").OpenAsync(cancellationToken);
                await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(json), cancellationToken);
            }
        }

        return ElsaResults.File(data.ToArray(), "workflow-instances.zip", "application/zip");
    }

    private static async Task<string?> WriteAsync(string id, IWorkflowStore store, CancellationToken cancellationToken)
    {
        if (await store.FindInstanceAsync(id, cancellationToken) is not { } row)
            return null;
        var bursts = await store.ListBurstsAsync(id, cancellationToken);
        var journal = WorkflowJournal.Read(bursts);
        var json = InstanceModel.Of(row, InstanceStateJson.Read(row.State));
        return JsonSerializer.Serialize(
            new
            {
                WorkflowInstance = json,
                WorkflowExecutionLogRecords = journal.Entries.Select(e => JournalLine.Of(id, e)),
                ActivityExecutionRecords = journal.Executions.Select(e => ExecutionModel.Of(e, [])),
                Snapshot = new InstanceSnapshot(row, [.. bursts]),
            },
            ElsaJson.Indented);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        if (!http.Request.HasFormContentType)
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.SendFiles());
        var (count, isCheck) = (0, http.Request.Query.Flag("checkOnly") == true);
        foreach (var file in (await http.Request.ReadFormAsync(cancellationToken)).Files)
        {
            await using var stream = file.OpenReadStream();
            var snapshot = Read(file.FileName, await ElsaBody.ReadBytesAsync(stream, cancellationToken));
            if (isCheck)
                count++;
            else
                count += await host.WriteAsync(http.User, (services, ct) => StoreAsync(services, snapshot, ct), cancellationToken) ? 1 : 0;
        }

        return ElsaResults.Ok(new { Count = count });
    }

    private static InstanceSnapshot Read(string file, byte[] data)
    {
        try
        {
            var snapshot = (JsonNode.Parse(data, documentOptions: ElsaJson.Reading) as JsonObject)?["snapshot"]?.Deserialize<InstanceSnapshot>(ElsaJson.Options);
            return snapshot is { Instance.Status: WorkflowStatus.Finished }
                ? snapshot
                : throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.NoInstanceFile(file));
        }
        catch (JsonException e)
        {
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.UnreadableFile(file, e.Message));
        }
    }

    private static async Task<bool> StoreAsync(IServiceProvider services, InstanceSnapshot snapshot, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IWorkflowStore>();
        if (await store.FindInstanceAsync(snapshot.Instance.Id, cancellationToken) is not null)
            return false;
        store.AddInstance(snapshot.Instance);
        foreach (var burst in snapshot.Bursts)
            store.AddBurst(burst);
        return true;
    }

    private sealed record InstanceSnapshot(WorkflowInstanceRow Instance, IReadOnlyList<BurstRow> Bursts);
}
