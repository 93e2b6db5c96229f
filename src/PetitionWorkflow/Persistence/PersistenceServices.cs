using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence.Doctor;
using PetitionWorkflow.Persistence.Workflows;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence;

public static class PersistenceServices
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseProvider provider)
    {
        services.AddSingleton<SqliteSettings>();
        services.AddSingleton<SqliteStatements>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<UnitOfWorkRunner>();
        services.AddSingleton<DatabaseStartup>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<CaseEventDispatcher>();
        services.AddScoped<Numbering>();
        services.AddScoped<HiddenInstances>();
        services.AddScoped<IWorkflowStore, WorkflowStore>();
        services.AddSingleton<IWorkflowTransactions, WorkflowTransactions>();
        services.AddDoctor();
        return provider == DatabaseProvider.Sqlite ? services.AddSqliteContext() : services.AddPostgresContext();
    }

    private static IServiceCollection AddSqliteContext(this IServiceCollection services)
    {
        services.AddSingleton<SqliteConnections>();
        services.AddDbContextPool<SqlitePetitionDbContext>((provider, options) => options
            .UseSqlite(SqliteConnectionString(provider))
            .Embed()
            .AddInterceptors(provider.GetRequiredService<SqliteSettings>(), provider.GetRequiredService<SqliteStatements>()));
        return services.AddScoped<PetitionDbContext>(provider => provider.GetRequiredService<SqlitePetitionDbContext>());
    }

    private static IServiceCollection AddPostgresContext(this IServiceCollection services)
    {
        services.AddDbContextPool<PostgresPetitionDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString));
        return services.AddScoped<PetitionDbContext>(provider => provider.GetRequiredService<PostgresPetitionDbContext>());
    }

    private static string SqliteConnectionString(IServiceProvider provider)
    {
        var given = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString;
        var root = Directory.CreateDirectory(provider.GetRequiredService<IOptions<StorageOptions>>().Value.FullRoot).FullName;
        var builder = new SqliteConnectionStringBuilder(string.IsNullOrWhiteSpace(given) ? "Data Source=petitions.db" : given);
        builder.DataSource = Path.GetFullPath(builder.DataSource, root);
        return builder.ToString();
    }
}
