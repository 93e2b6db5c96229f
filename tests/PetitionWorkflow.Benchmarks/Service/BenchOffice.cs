using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.Benchmarks.Service;

/// <summary>The demo office without its web pages: files are imported and tasks completed by the use cases themselves.</summary>
internal sealed class BenchOffice(BenchService service)
{
    private int _file;

    /// <summary>Imports a made-up file as the command does.</summary>
    public async Task<Measured> ImportAsync(int rows)
    {
        var prefix = $"F{++_file}-";
        var path = Path.Combine(Path.GetDirectoryName(service.DatabaseFile)!, $"{prefix}.csv");
        await File.WriteAllTextAsync(path, PetitionFile.Create(prefix, rows, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2), _file));
        var command = new CommandImport(prefix, prefix, rows, "bench", ActContext.System("import"));
        var run = await service.Runner.RunAsync<StartImportHandler, Guid>(h => h.HandleAsync(command, default));
        return (await Measured.RunAsync(1, 1, async _ =>
        {
            await using var scope = service.Services.CreateAsyncScope();
            var done = await scope.ServiceProvider.GetRequiredService<Importer>().RunAsync(run.Value, path, null, default);
            if (done.IsRefused || done.Value.Accepted != rows)
            {
                throw new InvalidOperationException("The file did not go in whole.");
            }
        })) with { Count = rows };
    }

    /// <summary>Clerks accept petitions at the preliminary review, each its own task.</summary>
    public async Task<Measured> CompleteAsync(int count, int callers)
    {
        var (clerk, tasks) = await FindAsync(count);
        return await Measured.RunAsync(count, callers, async i =>
        {
            var command = new CompleteTask(tasks[i], "Accept", new Dictionary<string, string>(), clerk);
            var done = await service.Runner.RunAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(command, default));
            if (done.Refusal is { } refusal)
            {
                throw new InvalidOperationException($"A task could not be completed: {refusal.Code}");
            }
        });
    }

    private async Task<(Viewer Clerk, List<Guid> Tasks)> FindAsync(int count)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();
        var clerk = await db.Users.SingleAsync(u => u.UserName == "clerk");
        var tasks = await db.Set<WorkTask>().Where(t => t.State == TaskState.Open && t.TaskType == "preliminary-review")
            .OrderBy(t => t.Id).Select(t => t.Id).Take(count).ToListAsync();
        return (new Viewer(clerk.Id, clerk.DisplayName, new HashSet<string> { Roles.Clerk }, null), tasks);
    }
}
