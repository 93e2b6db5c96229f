using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>The real service on a folder of its own, with the demo's people, at whatever moment of the year; it is stopped and started again.</summary>
internal sealed class SimulatedOffice : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = MemoryDisk.NewFolder("petition-year-");
    private readonly FlakyServer _mail;
    private readonly KillSwitch _kill;
    private ServiceUnderTest? _service;

    private SimulatedOffice(FlakyServer mail, KillSwitch kill) => (_mail, _kill) = (mail, kill);

    public IReadOnlyDictionary<string, Viewer> People { get; private set; } = new Dictionary<string, Viewer>();

    public IReadOnlyDictionary<string, Guid> Units { get; private set; } = new Dictionary<string, Guid>();

    /// <summary>Asked so far.</summary>
    public AskedQuestions Questions { get; } = new();

    public string DatabaseFile => Path.Combine(_folder.FullName, "petitions.db");

    public UnitOfWorkRunner Runner => Service.Runner;

    public ServiceUnderTest Service => _service ?? throw new InvalidOperationException("The office is closed.");

    public static async Task<SimulatedOffice> OpenAsync(FlakyServer mail, KillSwitch kill, DateTime start)
    {
        var office = new SimulatedOffice(mail, kill);
        // The demo brings its people; afterwards it is an office like any other, which waits for the day's one letter.
        await office.StartAsync(start, demo: true);
        await office.Service.QueryAsync(async db =>
        {
            office.Units = await db.Set<Unit>().ToDictionaryAsync(u => u.Code, u => u.Id);
            var members = await db.Set<StaffMember>().ToDictionaryAsync(m => m.UserName!);
            office.People = DemoOffice.Accounts.ToDictionary(a => a.UserName, a => new Viewer(members[a.UserName].Id, a.DisplayName, new HashSet<string> { a.Role }, members[a.UserName].UnitId));
            return 0;
        });
        await office.RestartAsync(start);
        return office;
    }

    /// <summary>What was only in memory is gone.</summary>
    public async Task RestartAsync(DateTime now)
    {
        await Service.DisposeAsync();
        _service = null;
        await StartAsync(now, demo: false);
    }

    public void GoTo(DateTime now) => Service.Time.SetUtcNow(new DateTimeOffset(now));

    /// <summary>What the heartbeat does.</summary>
    public async Task RunAsync<TWork>() where TWork : class, IRecurringWork
    {
        await using var scope = Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TWork>().RunAsync(default);
    }

    private async Task StartAsync(DateTime now, bool demo)
    {
        _service = await ServiceUnderTest.StartAsync(
            DatabaseProvider.Sqlite,
            services =>
            {
                services.RemoveAll<IMailTransport>();
                services.AddTransient(_ => _mail.Connect());
                services.ConfigureDbContext<SqlitePetitionDbContext>(context => context.AddInterceptors(_kill, Questions));
            },
            ("Storage:Root", _folder.FullName), ("Demo:Enabled", demo.ToString()));
        // The kit's clock begins in March.
        _service.Time.AdjustTime(new DateTimeOffset(now));
    }

    public async ValueTask DisposeAsync()
    {
        // Null when the last start failed: that is what is to be told, and nothing else.
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
