using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Benchmarks.Deadlines;

/// <summary>The heartbeat over a register of 100,000 open clocks, 1,000 of which reach the next rung of their ladder.</summary>
internal static class SweepFigures
{
    private const int Open = 100_000;
    private const int Due = 1_000;
    private const int ClocksPerCase = 4;
    private const int Rounds = 3;

    public static async Task MeasureAsync(Figures figures)
    {
        var read = new RowsRead();
        await using var service = await ServiceUnderTest.StartAsync(configure: services => services.ConfigureDbContext<SqlitePetitionDbContext>(context => context.AddInterceptors(read)));
        await CreateAsync(service);
        var (seconds, rows, statements, idle) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            service.Time.SetUtcNow(await service.QueryAsync(db => db.Set<CaseClock>().MinAsync(c => c.NextReminderAt!.Value)));
            read.Forget();
            seconds.Add(await SweepAsync(service));
            rows.Add(read.Rows);
            statements.Add(read.Statements);
            idle.Add(await SweepAsync(service));
            await CheckAsync(service, round + 1);
        }

        figures.Set("sweepSeconds", Measured.Median(seconds));
        figures.Set("sweepRowsRead", Measured.Median(rows));
        figures.Set("sweepStatements", Measured.Median(statements));
        figures.Set("sweepNothingDueSeconds", Measured.Median(idle));
    }

    private static async Task<double> SweepAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var watch = Stopwatch.StartNew();
        await scope.ServiceProvider.GetRequiredService<ClockSweep>().RunAsync(default);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>One case with a clock goes through the use cases; the others are its rows again. Those that are not due wake next year.</summary>
    private static async Task CreateAsync(ServiceUnderTest service)
    {
        var office = await TestOffice.OpenAsync(service.Services);
        await office.WriteAsync(db => db.Set<StaffMember>().ToList().ForEach(member => member.Email = $"{member.UserName}@office.test"));
        var petition = await office.AddCaseAsync(assignedTo: [office.Housing.Id]);
        await service.DoAsync<StartClockHandler, CaseClock>(h => h.HandleAsync(new StartClock(petition.Id, "K05") { UnitId = office.Housing.Id }, ActContext.System("bench"), default));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(service.Root, "petitions.db")};Pooling=False");
        connection.Open();
        Multiply(connection, "Petitions", "Numbers", Open / ClocksPerCase, ("Id", "randomblob(16)"), ("Number", "'XF-' || n"));
        Multiply(connection, "Clocks", "Numbers, (SELECT Id AS Owner FROM Petitions)", ClocksPerCase, ("Id", "randomblob(16)"), ("PetitionId", "Owner"), ("OpenKey", "hex(Owner) || n"), ("NextReminderAt", "'2027-03-01 00:00:00'"));
        Sql.Run(connection, $"UPDATE Clocks SET NextReminderAt = (SELECT min(NextReminderAt) FROM Clocks) WHERE Id IN (SELECT Id FROM Clocks WHERE NextReminderAt > '2027' LIMIT {Due - 1})");
    }

    /// <summary>The table's one row once more for every row of <paramref name="by"/>, with other values in some columns.</summary>
    private static void Multiply(SqliteConnection connection, string table, string by, int times, params (string Column, string Value)[] other)
    {
        var values = other.ToDictionary(o => o.Column, o => o.Value);
        var columns = Sql.Rows(connection, $"SELECT name FROM pragma_table_info('{table}')").Select(row => (string)row["name"]).ToList();
        Sql.Run(connection, $"""
            WITH RECURSIVE Numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM Numbers WHERE n < {times})
            INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(c => values.GetValueOrDefault(c, c)))} FROM {table}, {by}
            """);
    }

    /// <summary>Each due clock has written the rung it reached, and nothing more; the others slept on.</summary>
    private static async Task CheckAsync(ServiceUnderTest service, int rungs)
    {
        var (reminders, mails) = await service.QueryAsync(async db => (await db.Set<ClockReminder>().CountAsync(), await db.Set<OutgoingMail>().CountAsync(m => m.PetitionId != null)));
        if (reminders != rungs * Due || mails < reminders)
        {
            throw new InvalidOperationException($"{rungs} sweeps left {reminders} reminders and {mails} mails.");
        }
    }
}
