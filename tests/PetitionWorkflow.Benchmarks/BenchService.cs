using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PetitionWorkflow.Persistence;
using WorkflowRuntime;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Benchmarks;

/// <summary>The service as it is hosted, without web server and jobs, on a SQLite file of its own in a temporary folder.</summary>
internal sealed class BenchService : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly DirectoryInfo _folder;
    private readonly bool _isTemporary;

    private BenchService(ServiceProvider provider, DirectoryInfo folder, bool isTemporary) =>
        (_provider, _folder, _isTemporary) = (provider, folder, isTemporary);

    public IServiceProvider Services => _provider;

    public UnitOfWorkRunner Runner => _provider.GetRequiredService<UnitOfWorkRunner>();

    public string DatabaseFile => Path.Combine(_folder.FullName, "petitions.db");

    /// <param name="demo">Demo mode.</param>
    /// <param name="folder">A folder to keep; a temporary one when not given.</param>
    /// <param name="isPrepared">The folder has a database that is up to date.</param>
    public static async Task<BenchService> StartAsync(bool demo = false, string? folder = null, bool isPrepared = false)
    {
        var root = folder is null ? Directory.CreateTempSubdirectory("petition-bench-") : new DirectoryInfo(folder);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Root"] = root.FullName,
            ["Demo:Enabled"] = demo.ToString(),
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
        services.AddPetitionWorkflow(configuration);
        if (!services.Any(s => s.ServiceType == typeof(IWorkflowRuntime)))
        {
            services.AddWorkflowRuntime();
            services.AddScoped<WorkflowRuntime.Bookmarks.TriggerIndex>();
        }

        var provider = services.BuildServiceProvider();
        if (!isPrepared)
        {
            await provider.GetRequiredService<DatabaseStartup>().PrepareAsync();
        }

        // As the host does when it has started.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new BenchService(provider, root, folder is null);
    }

    public async Task<T> ReadAsync<T>(Func<IWorkflowStore, ValueTask<T>> read)
    {
        await using var scope = _provider.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IWorkflowStore>());
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }

    public long BytesOnDisk()
    {
        using var connection = Open();
        Sql.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return new FileInfo(DatabaseFile).Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (_isTemporary)
        {
            _folder.Delete(recursive: true);
        }
    }
}
