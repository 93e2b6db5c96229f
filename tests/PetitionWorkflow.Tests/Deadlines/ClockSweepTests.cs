using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class ClockSweepOnSqliteTests : ClockSweepSuite
{
    [Fact]
    public async Task Due_IsFoundByItsIndex()
    {
        var now = Office.Now;
        var plan = await Service.QueryAsync(db => QueryPlan.OfAsync(
            db, db.Set<CaseClock>().Where(c => c.NextReminderAt <= now).OrderBy(c => c.NextReminderAt).Select(c => c.Id).Take(400), Cancellation));

        Assert.Contains("IX_Clocks_NextReminderAt", plan);
        Assert.DoesNotContain("SCAN", plan);
    }
}

public sealed class ClockSweepOnPostgreSqlTests : ClockSweepSuite
{
    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}

/// <summary>One behaviour on both databases.</summary>
public abstract class ClockSweepSuite : ClockTestBase
{
    [Fact]
    public async Task Sweep_EveryFewHoursAndTwiceEachTime_SendsEachStageExactlyOnce()
    {
        var clock = await StartHandlingAsync();
        for (var hours = 0; hours < 24 * 90; hours += 7)
        {
            Service.Time.Advance(TimeSpan.FromHours(7));
            await SweepAsync();
            await SweepAsync();
        }

        var expected = Expected(clock, Office.Now);
        var ledger = await LedgerAsync(clock.Id);
        Assert.True(expected.Count > 10);
        Assert.Equal(expected.Select(s => s.Key), ledger.Select(r => r.Stage));
        Assert.DoesNotContain(ledger, r => r.Fate == ReminderFate.Skipped);
        var mails = await MailsAsync();
        Assert.Equal(ledger.Sum(r => r.Mails), mails.Count);
        Assert.Equal(mails.Count, mails.Select(m => m.DedupKey).Distinct().Count());
        Assert.Single(await EventsAsync<ClockMissed>());
        Assert.Equal(expected.Count - 1, (await EventsAsync<ReminderDue>()).Count);
    }

    [Fact]
    public async Task Sweep_AtEachRung_WritesToTheRightPeople()
    {
        var clock = await StartHandlingAsync();
        foreach (var stage in Expected(clock, clock.DueAt.AddDays(12)))
        {
            Service.Time.SetUtcNow(stage.At);
            await SweepAsync();
        }

        const string handler = "test-handler-of-housing@office.test", unit = "test-housing@city.test", head = "test-head-of-housing@office.test";
        string[] clerks = ["test-clerk-1@office.test", "test-clerk-2@office.test"];
        Assert.Equal([handler], await ToldAsync("half-way"));
        Assert.Equal([handler, unit], await ToldAsync("before-10"));
        Assert.Equal([handler, head, unit], await ToldAsync("before-1"));
        Assert.Equal([.. clerks, handler, head, unit], await ToldAsync("yellow-card"));
        Assert.Equal([.. clerks, handler, head, unit, "test-leader@office.test"], await ToldAsync("red-card"));
        Assert.Equal([.. clerks, handler, head, unit], await ToldAsync("urge-1"));

        async Task<IEnumerable<string>> ToldAsync(string stage) =>
            (await MailsAsync()).Where(m => m.DedupKey.Contains($":{stage}:")).Select(m => m.ToAddress).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Sweep_AfterTheClockJumpedOverStages_SendsTheNewestAndRecordsTheOthersAsSkipped()
    {
        var clock = await StartHandlingAsync();
        GoTo("2026-05-14");

        await SweepAsync();

        var ledger = await LedgerAsync(clock.Id);
        Assert.Equal("urge-1", Assert.Single(ledger, r => r.Fate == ReminderFate.Sent).Stage);
        Assert.Equal(["half-way", "before-10", "before-1", "yellow-card", "red-card"], ledger.Where(r => r.Fate == ReminderFate.Skipped).Select(r => r.Stage));
        Assert.All(await MailsAsync(), m => Assert.Contains(":urge-1:", m.DedupKey));
        Assert.Single(await EventsAsync<ClockMissed>());
        Assert.Contains("\"skipped\":[\"half-way\",\"before-10\",\"before-1\",\"yellow-card\",\"red-card\"]", Assert.Single(await EventsAsync<ReminderDue>()).Data);
        Assert.Equal(clock.DueAt, (await ClockAsync(clock.Id)).MissedAt);
    }

    [Fact]
    public async Task Sweep_OfAClockThatIsYearsLate_SendsOneUrging_WhichIsTheFirst()
    {
        var petition = await Office.AddCaseAsync();
        var clock = await StartAsync(new StartClock(petition.Id, "K01") { StartedAt = Clocks.At("2019-05-17") });

        await SweepAsync();

        var ledger = await LedgerAsync(clock.Id);
        var urging = Assert.Single(ledger, r => r.Kind == StageKind.Urge);
        Assert.Equal(Expected(clock, Office.Now).Count(s => s.Kind == StageKind.Urge), urging.Number);
        Assert.InRange(urging.Number, 400, 700);
        Assert.InRange(ledger.Count, 5, 9);
        Assert.All(await MailsAsync(), m => Assert.StartsWith("【催办1】", m.Subject, StringComparison.Ordinal));
        Assert.Contains("\"ordinal\":\"1\"", Assert.Single(await EventsAsync<ReminderDue>()).Data, StringComparison.Ordinal);
        await SweepAsync();
        Assert.Equal(2, (await MailsAsync()).Count);
    }

    /// <summary>Two programs on one database do not share the gate of one process: only the rows keep them apart.</summary>
    [Fact]
    public async Task Sweep_ByTwoProgramsOnOneDatabase_SendsNothingTwice()
    {
        await using var other = await StartBesideAsync();
        for (var n = 0; n < 45; n++)
        {
            var petition = await Office.AddCaseAsync();
            await StartAsync(new StartClock(petition.Id, "K01"));
        }

        GoTo("2026-03-09", "09:00");
        other.Time.SetUtcNow(Service.Time.GetUtcNow());
        await Task.WhenAll(Task.Run(SweepAsync, Cancellation), Task.Run(() => SweepAsync(other), Cancellation), Task.Run(SweepAsync, Cancellation), Task.Run(() => SweepAsync(other), Cancellation));

        Assert.Equal(45, await Service.QueryAsync(db => db.Set<ClockReminder>().CountAsync(Cancellation)));
        Assert.Equal(90, (await MailsAsync()).Count);
        Assert.Equal(45, (await EventsAsync<ReminderDue>()).Count);
    }

    [Fact]
    public async Task Sweep_ByManyAtOnce_SendsNothingTwiceAndForgetsNoClock()
    {
        var clocks = new List<CaseClock>();
        for (var n = 0; n < 60; n++)
        {
            var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
            clocks.Add(await StartAsync(new StartClock(petition.Id, "K05") { UnitId = Office.Housing.Id, AssignmentId = petition.Assignments[0].Id }));
        }

        GoTo("2026-04-24");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(SweepAsync, Cancellation)));

        var ledger = await Service.QueryAsync(db => db.Set<ClockReminder>().ToListAsync(Cancellation));
        Assert.Equal(clocks.Count * 2, ledger.Count);
        Assert.Equal(clocks.Count, ledger.Count(r => r is { Stage: "before-10", Fate: ReminderFate.Sent, Mails: 1 }));
        Assert.Equal(clocks.Count, (await MailsAsync()).Count);
        Assert.Equal(clocks.Count, (await EventsAsync<ReminderDue>()).Count);
    }

    [Fact]
    public async Task Sweep_WithABrokenClockAmongOthers_StillServesTheOthers()
    {
        var broken = await StartHandlingAsync();
        var sound = await StartHandlingAsync();
        await Office.WriteAsync(db => db.Set<CaseClock>().Where(c => c.Id == broken.Id).ExecuteUpdate(c => c.SetProperty(x => x.RuleVersion, 99)));
        GoTo("2026-04-24");

        await SweepAsync();

        Assert.NotEmpty(await LedgerAsync(sound.Id));
        Assert.Empty(await LedgerAsync(broken.Id));
        await Office.WriteAsync(db => db.Set<CaseClock>().Where(c => c.Id == broken.Id).ExecuteUpdate(c => c.SetProperty(x => x.RuleVersion, broken.RuleVersion)));
        await SweepAsync();
        Assert.NotEmpty(await LedgerAsync(broken.Id));
    }

    [Fact]
    public async Task Sweep_ForAUnitWithoutAnyAddress_WritesToTheClerks()
    {
        var clock = await StartHandlingAsync();
        await Office.WriteAsync(db =>
        {
            foreach (var member in db.Set<StaffMember>().Where(s => s.UnitId == Office.Housing.Id))
            {
                member.IsActive = false;
            }

            db.Set<Unit>().Single(u => u.Id == Office.Housing.Id).Email = null;
        });
        Service.Time.SetUtcNow(Expected(clock, clock.DueAt)[0].At);

        await SweepAsync();

        Assert.Equal(["test-clerk-1@office.test", "test-clerk-2@office.test"], (await MailsAsync()).Select(m => m.ToAddress));
    }

    /// <summary>K05 starts at acceptance, before anybody knows which unit will handle the matter.</summary>
    [Fact]
    public async Task Sweep_OfTheHandlingClock_WritesToWhicheverUnitLeadsAtTheTime()
    {
        var petition = await Office.AddCaseAsync();
        var clock = await StartAsync(new StartClock(petition.Id, "K05"));
        await Office.WriteAsync(db => db.Set<Petition>().Single(p => p.Id == petition.Id).LeadUnitId = Office.Transport.Id);
        GoTo("2026-05-07", "00:00");
        await SweepAsync();
        GoTo("2026-05-07", "09:00");
        await SweepAsync();

        Assert.Contains(await MailsAsync(), m => m.ToAddress == "test-transport@city.test" && m.UnitId == Office.Transport.Id);
        Assert.All(await LedgerAsync(clock.Id), r => Assert.Equal(Office.Transport.Id, r.UnitId));
        Assert.Contains(Office.Transport.Id.ToString(), Assert.Single(await EventsAsync<ClockMissed>()).Data);
    }

    [Fact]
    public async Task Sweep_OfAnAccusation_NeverWritesToTheAccusedUnit()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Transport.Id], accused: Office.Housing.Id);
        await Office.WriteAsync(db =>
        {
            // The accused unit's handler has been lent to the handling unit, and its head also sits with the clerks.
            db.Set<Assignment>().Single(a => a.PetitionId == petition.Id).ResponsibleHandlerId = Office.HousingHandler.UserId;
            db.UserRoles.Add(new() { UserId = Office.HousingHead.UserId, RoleId = db.Roles.Single(r => r.Name == Roles.Clerk).Id });
        });
        await StartAsync(new StartClock(petition.Id, "K05") { UnitId = Office.Transport.Id, AssignmentId = petition.Assignments[0].Id });
        for (var day = 0; day < 90; day++)
        {
            Service.Time.Advance(TimeSpan.FromDays(1));
            await SweepAsync();
        }

        var told = (await MailsAsync()).Select(m => m.ToAddress).Distinct().ToList();
        Assert.Contains("test-transport@city.test", told);
        Assert.DoesNotContain(told, address => address.Contains("housing"));
    }

    [Fact]
    public async Task Sweep_Mails_SpeakTheReadersLanguage_AndHoldNoPersonalData()
    {
        const string canary = "CANARY-7431";
        var petition = await Office.AddCaseAsync(subject: canary, change: p =>
        {
            (p.Text, p.Place, p.Petitioner.Name, p.Petitioner.Phone, p.Petitioner.Address) = (canary, canary, canary, canary, canary);
        });
        await Office.WriteAsync(db => db.Set<StaffMember>().Single(s => s.Id == Office.OtherClerk.UserId).Language = "en");
        await StartAsync(new StartClock(petition.Id, "K01"));
        for (var day = 0; day < 40; day++)
        {
            Service.Time.Advance(TimeSpan.FromDays(1));
            await SweepAsync();
        }

        var mails = await MailsAsync();
        Assert.Contains(mails, m => m.Subject.StartsWith("[Yellow card]") && m.Subject.Contains("Route the petition"));
        Assert.Contains(mails, m => m.Subject.StartsWith("【黄牌】") && m.Subject.Contains("转送交办"));
        Assert.Contains(mails, m => m.Subject.Contains("[Urging no. 2]"));
        Assert.All(mails, m => Assert.DoesNotContain(canary, m.Subject + m.TextBody + m.HtmlBody + m.DedupKey));
        Assert.All(mails, m => Assert.DoesNotContain(m.Subject + m.TextBody, c => c is '⟦' or '{'));
    }

    [Fact]
    public async Task Sweep_OfAnUrgentReport_WritesToLeadersWithinMinutes_AtNight()
    {
        GoTo("2026-10-01", "23:50");
        var petition = await Office.AddCaseAsync();
        await StartAsync(new StartClock(petition.Id, "K13"));
        GoTo("2026-10-01", "23:55");
        await SweepAsync();
        var reminder = Assert.Single(await MailsAsync());
        GoTo("2026-10-02", "00:05");
        await SweepAsync();

        Assert.Equal("test-leader@office.test", reminder.ToAddress);
        Assert.True(reminder.IsUrgent);
        Assert.Contains("2026-10-02 00:05", reminder.Subject);
        Assert.Equal(4, (await MailsAsync()).Count);
        Assert.Single(await EventsAsync<ClockMissed>());
    }
}
