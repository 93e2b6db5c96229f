using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class CalendarImportTests : ClockTestBase
{
    /// <summary>A made-up announcement: New Year from 1 to 4 January 2027, paid for by Saturday the 9th.</summary>
    private const string Year2027 = """{ "year": 2027, "rest": { "NewYear": ["01-01", "01-02", "01-03", "01-04"], "LabourDay": ["05-01"] }, "makeUp": { "NewYear": ["01-09"] } }""";

    private static readonly ImportCalendarYear Import = new("announcement-2027.json", Year2027, 2027);

    /// <summary>Day 60 is New Year 2027; provisionally due on Monday 4 January.</summary>
    private async Task<CaseClock> StartOverNewYearAsync()
    {
        GoTo("2026-11-02");
        return await StartHandlingAsync();
    }

    [Fact]
    public async Task Preview_ListsTheDueDaysThatMove_AndChangesNothing()
    {
        var clock = await StartOverNewYearAsync();
        GoTo("2026-11-03");
        var early = await StartAsync(new StartClock((await Office.AddCaseAsync()).Id, "K01"));

        var moved = await Service.DoAsync<ImportCalendarYearHandler, IReadOnlyList<MovedDueDay>>(h => h.PreviewAsync(Import, Cancellation));

        var only = Assert.Single(moved);
        Assert.Equal((clock.PetitionId, "K05", new DateOnly(2027, 1, 4), new DateOnly(2027, 1, 5), false), (only.PetitionId, only.Code, only.From, only.To, only.IsProvisional));
        Assert.Equal(2027, (await ClockAsync(clock.Id)).ProvisionalYear);
        Assert.Null((await ClockAsync(early.Id)).ProvisionalYear);
        Assert.Equal(0, await Service.QueryAsync(db => db.Set<ImportedYear>().CountAsync(Cancellation)));
    }

    /// <summary>Day 30 is New Year 2027: under the provisional year the right lapsed with Monday the 4th, and the office rested on that day after all.</summary>
    [Fact]
    public async Task Import_AfterARightHasLapsed_LetsItBeUsedUntilTheDayThatHolds()
    {
        GoTo("2026-12-02");
        var petition = await Office.AddCaseAsync();
        var window = await StartAsync(new StartClock(petition.Id, "K08"));
        GoTo("2027-01-05", "09:00");
        await SweepAsync();
        Assert.Equal((ClockState.Lapsed, new DateOnly(2027, 1, 4)), ((await ClockAsync(window.Id)).State, window.DueDay));
        await Service.DoAsync<ImportCalendarYearHandler, int>(h => h.HandleAsync(Import, Act, Cancellation));

        await Service.DoAsync<StopClockHandler, CaseClock>(h => h.HandleAsync(new StopClock(petition.Id, "K08", "review-requested"), Act, Cancellation));

        var used = await ClockAsync(window.Id);
        Assert.Equal((ClockState.Met, new DateOnly(2027, 1, 5), null), (used.State, used.DueDay, used.MissedAt));
    }

    [Fact]
    public async Task Import_OfTheAnnouncedYear_MovesProvisionalDueDaysAndTheirTasksWithATrace()
    {
        var clock = await StartOverNewYearAsync();
        var petition = await Service.QueryAsync(db => db.Set<Petition>().SingleAsync(Cancellation));
        var task = await Office.AddTaskAsync(petition, unit: Office.Housing.Id, due: clock.DueAt);

        var changed = await Service.DoAsync<ImportCalendarYearHandler, int>(h => h.HandleAsync(Import, Act, Cancellation));

        var after = await ClockAsync(clock.Id);
        Assert.Equal((1, new DateOnly(2027, 1, 5), false), (changed, after.DueDay, after.IsProvisional));
        Assert.Equal(after.DueAt, (await Office.TaskAsync(task.Id)).DueAt);
        Assert.Contains("\"from\":\"2027-01-04\",\"to\":\"2027-01-05\"", Assert.Single(await EventsAsync<ClockRecomputed>()).Data);
        Assert.Equal(DateOnly.Parse("2027-01-05"), (await StartAsync(new StartClock((await Office.AddCaseAsync()).Id, "K05"))).DueDay);
    }

    [Fact]
    public async Task Import_Again_CorrectsTheYear()
    {
        var clock = await StartOverNewYearAsync();
        await Service.DoAsync<ImportCalendarYearHandler, int>(h => h.HandleAsync(Import, Act, Cancellation));
        var correction = new ImportCalendarYear("correction.csv", "date,kind,holiday\n2027-01-01,rest,NewYear\n2027-01-03,makeUp,NewYear", 2027);

        await Service.DoAsync<ImportCalendarYearHandler, int>(h => h.HandleAsync(correction, Act, Cancellation));

        Assert.Equal(new DateOnly(2027, 1, 2).AddDays(1), (await ClockAsync(clock.Id)).DueDay); // Sunday the 3rd is worked
        Assert.Equal("correction.csv", (await Service.QueryAsync(db => db.Set<ImportedYear>().SingleAsync(Cancellation))).Source);
        Assert.Equal(2, (await EventsAsync<ClockRecomputed>()).Count);
    }

    [Theory]
    [InlineData("x.json", """{ "year": 2026, "rest": { "NewYear": ["01-01"] } }""", "calendar-file-of-another-year")]
    [InlineData("x.json", "{ not json", "calendar-file-unreadable")]
    [InlineData("x.csv", "date,kind\n2027-01-02,rest\n2027-01-02,makeUp", "calendar-day-rest-and-work")]
    [InlineData("x.csv", "date,kind\n2026-01-02,rest", "calendar-day-of-another-year")]
    public async Task Import_OfABadFile_IsRefusedAndChangesNothing(string name, string text, string code)
    {
        var clock = await StartOverNewYearAsync();

        var refused = await Service.Runner.RunAsync<ImportCalendarYearHandler, int>(h => h.HandleAsync(new ImportCalendarYear(name, text, 2027), Act, Cancellation), Cancellation);

        Assert.Equal(code, refused.Refusal?.Code);
        Assert.Equal(clock.DueDay, (await ClockAsync(clock.Id)).DueDay);
        Assert.Equal(0, await Service.QueryAsync(db => db.Set<ImportedYear>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task RecomputeProvisional_FindsClocksThatAYearCameFor_AndRunsOnce()
    {
        var clock = await StartOverNewYearAsync();
        await Office.WriteAsync(db => db.Add(new ImportedYear { Year = 2027, Json = Year2027, Source = "announcement", ImportedAt = Office.Now }));

        for (var round = 0; round < 2; round++)
        {
            await using var scope = Service.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RecomputeProvisional>().RunAsync(Cancellation);
        }

        Assert.Equal((new DateOnly(2027, 1, 5), false), ((await ClockAsync(clock.Id)).DueDay, (await ClockAsync(clock.Id)).IsProvisional));
        Assert.Single(await EventsAsync<ClockRecomputed>());
    }

    [Fact]
    public async Task Import_ThatMovesAReminderAlreadySent_DoesNotSendItAgain()
    {
        GoTo("2026-12-07");
        var clock = await StartHandlingAsync();
        Assert.Equal(new DateOnly(2027, 2, 9), clock.DueDay);
        GoTo("2027-01-29", "09:00"); // ten days before is Saturday the 30th: told on Friday
        await SweepAsync();

        var import = new ImportCalendarYear("x.csv", "date,kind\n2027-02-05,rest\n2027-02-08,rest\n2027-01-30,makeUp", 2027);
        await Service.DoAsync<ImportCalendarYearHandler, int>(h => h.HandleAsync(import, Act, Cancellation));
        Assert.Equal(clock.DueDay, (await ClockAsync(clock.Id)).DueDay);
        Assert.Equal(Clocks.At("2027-01-30", "09:00"), (await ClockAsync(clock.Id)).NextReminderAt);
        GoTo("2027-01-31");
        await SweepAsync();

        var ledger = await LedgerAsync(clock.Id);
        Assert.Equal(Clocks.At("2027-01-29", "09:00"), Assert.Single(ledger, r => r.Stage == "before-10").DueAt);
        Assert.Equal(2, (await MailsAsync()).Count);
        Assert.True((await ClockAsync(clock.Id)).NextReminderAt > Office.Now);
    }
}
