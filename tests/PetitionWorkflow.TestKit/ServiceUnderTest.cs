using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.TestKit;

/// <summary>
/// The real service on a real database: a SQLite file in a folder of its own, or a database of its own on PostgreSQL. Only the clock
/// is a fake, and it stands still until a test moves it.
/// </summary>
public sealed class ServiceUnderTest : IAsyncDisposable
{
    /// <summary>Monday 2 March 2026, 09:00 in China: an ordinary working day far from holidays.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _provider;

    /// <summary>The office's own language, whatever machine or test runner this is.</summary>
    static ServiceUnderTest() => CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");

    private ServiceUnderTest(ServiceProvider provider, FakeTimeProvider time, string root) =>
        (_provider, Time, Root) = (provider, time, root);

    public FakeTimeProvider Time { get; }

    /// <summary>Storage:Root of this service.</summary>
    public string Root { get; }

    public IServiceProvider Services => _provider;

    public UnitOfWorkRunner Runner => _provider.GetRequiredService<UnitOfWorkRunner>();

    public static async Task<ServiceUnderTest> StartAsync(
        DatabaseProvider database = DatabaseProvider.Sqlite,
        Action<IServiceCollection>? configure = null,
        params (string Key, string Value)[] settings)
    {
        var root = Directory.CreateTempSubdirectory("petition-test-").FullName;
        var values = new Dictionary<string, string?> { ["Storage:Root"] = root, ["Database:Provider"] = database.ToString() };
        if (database == DatabaseProvider.PostgreSql)
        {
            values["Database:ConnectionString"] = await DatabaseTemplate.CopyPostgresAsync();
        }
        else
        {
            await DatabaseTemplate.CopySqliteAsync(Path.Combine(root, "petitions.db"));
        }

        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var time = new FakeTimeProvider(Start);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddPetitionWorkflow(configuration);
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(time);
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        var service = new ServiceUnderTest(provider, time, root);
        await provider.GetRequiredService<DatabaseStartup>().PrepareAsync();
        return service;
    }

    /// <summary>Reads through a fresh context, as another request would.</summary>
    public async Task<T> QueryAsync<T>(Func<PetitionDbContext, Task<T>> read)
    {
        await using var scope = _provider.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<PetitionDbContext>());
    }

    /// <summary>Runs a use case that must succeed.</summary>
    public async Task<T> DoAsync<THandler, T>(Func<THandler, Task<Result<T>>> call) where THandler : notnull
    {
        var result = await Runner.RunAsync(call);
        return result.Refusal is { } refusal ? throw new InvalidOperationException($"Refused: {refusal.Code}") : result.Value;
    }

    public async ValueTask DisposeAsync()
    {
        var database = _provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        await _provider.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            PostgresServer.Drop(database.ConnectionString!);
        }

        Directory.Delete(Root, recursive: true);
    }
}
