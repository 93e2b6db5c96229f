using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>The real service, a small city with mail addresses, and clocks that a test starts and lets run.</summary>
public abstract class ClockTestBase : IAsyncLifetime
{
    protected static readonly ActContext Act = ActContext.System("test");

    protected ServiceUnderTest Service { get; private set; } = null!;

    protected TestOffice Office { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected virtual DatabaseProvider Database => DatabaseProvider.Sqlite;

    protected virtual void Configure(IServiceCollection services)
    {
    }

    public async ValueTask InitializeAsync()
    {
        if (Database == DatabaseProvider.PostgreSql)
        {
            Assert.SkipUnless(PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
        }

        Service = await ServiceUnderTest.StartAsync(Database, Configure);
        Office = await TestOffice.OpenAsync(Service.Services);
        await Office.WriteAsync(db =>
        {
            foreach (var member in db.Set<StaffMember>())
            {
                member.Email = $"{member.UserName}@office.test";
            }

            foreach (var unit in db.Set<Unit>())
            {
                unit.Email = $"{unit.Code}@city.test";
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected void GoTo(string day, string time = "10:00") => Service.Time.SetUtcNow(Clocks.At(day, time));

    /// <summary>A case with the housing unit, which has signed and named its handler.</summary>
    protected async Task<(Petition Petition, Assignment Assignment)> HandledCaseAsync()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var assignment = petition.Assignments[0];
        await Office.WriteAsync(db => db.Set<Assignment>().Single(a => a.Id == assignment.Id).ResponsibleHandlerId = Office.HousingHandler.UserId);
        return (petition, assignment);
    }

    protected Task<CaseClock> StartAsync(StartClock command) =>
        Service.DoAsync<StartClockHandler, CaseClock>(h => h.HandleAsync(command, Act, Cancellation));

    /// <summary>K05 of the housing unit's case.</summary>
    protected async Task<CaseClock> StartHandlingAsync()
    {
        var (petition, assignment) = await HandledCaseAsync();
        return await StartAsync(new StartClock(petition.Id, "K05") { UnitId = assignment.UnitId, AssignmentId = assignment.Id });
    }

    protected async Task<Refusal?> RefusalOf<THandler>(Func<THandler, Task<Result<CaseClock>>> call) where THandler : notnull =>
        (await Service.Runner.RunAsync(call, Cancellation)).Refusal;

    /// <summary>A second program on the same database.</summary>
    protected Task<ServiceUnderTest> StartBesideAsync() => ServiceUnderTest.StartAsync(DatabaseProvider.Sqlite, Configure, Database == DatabaseProvider.Sqlite
        ? [("Storage:Root", Service.Root)]
        : [("Database:Provider", "PostgreSql"), ("Database:ConnectionString", Service.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString!)]);

    protected Task SweepAsync() => SweepAsync(Service);

    protected static async Task SweepAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ClockSweep>().RunAsync(Cancellation);
    }

    protected Task<CaseClock> ClockAsync(Guid id) => Service.QueryAsync(db => db.Set<CaseClock>().SingleAsync(c => c.Id == id, Cancellation));

    protected Task<List<ClockReminder>> LedgerAsync(Guid clockId) => Service.QueryAsync(db =>
        db.Set<ClockReminder>().Where(r => r.ClockId == clockId).OrderBy(r => r.DueAt).ThenBy(r => r.Kind).ToListAsync(Cancellation));

    /// <summary>The notices; a digest of them is a mail of its own.</summary>
    protected Task<List<OutgoingMail>> MailsAsync() => Service.QueryAsync(db =>
        db.Set<OutgoingMail>().Where(m => m.PetitionId != null).OrderBy(m => m.CreatedAt).ThenBy(m => m.ToAddress).ToListAsync(Cancellation));

    protected Task<List<CaseEvent>> EventsAsync<TEvent>() => Service.QueryAsync(db =>
        db.Set<CaseEvent>().Where(e => e.Kind == typeof(TEvent).Name).OrderBy(e => e.Id).ToListAsync(Cancellation));

    /// <summary>The ladder as it follows from the clock alone.</summary>
    protected static List<LadderStage> Expected(CaseClock clock, DateTime upTo) =>
        [.. new Ladder(Clocks.LadderOf(clock.Code), clock.StartedAt, clock.DueDay, clock.DueAt, OfficialYears.Calendar).Between(clock.StartedAt, upTo)];
}
