using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class ReminderDigestOnSqliteTests : ReminderDigestSuite;

public sealed class ReminderDigestOnPostgreSqlTests : ReminderDigestSuite
{
    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}

/// <summary>One letter a day and person; the ledger's notices are its lines.</summary>
public abstract class ReminderDigestSuite : ClockTestBase
{
    [Fact]
    public async Task Sweep_OfHundredsOfOldCases_WritesOneLetterPerClerkWithTheRestCounted()
    {
        await StartOldAsync(230);

        await SweepAsync();
        await SweepAsync();

        var letters = await LettersAsync();
        Assert.Equal(["test-clerk-1@office.test", "test-clerk-2@office.test"], letters.Select(m => m.ToAddress).Order());
        Assert.All(letters, m => Assert.Equal(("digest", 200), (m.Kind, m.TextBody.Split("/cases/").Length - 1)));
        Assert.All(letters, m => Assert.Contains("230", m.Subject));
        Assert.All(letters, m => Assert.Contains("30", m.TextBody.Split("/cases/")[^1]));
        Assert.All(await MailsAsync(), m => Assert.Equal(letters.Single(l => l.ToAddress == m.ToAddress).Id, m.BundledInId));
        Assert.Equal(460, (await MailsAsync()).Count(m => m.State == MailState.Bundled));
    }

    [Fact]
    public async Task Sweep_WithASingleNotice_SendsItAsALetterOfItsOwn()
    {
        await StartOldAsync(1);

        await SweepAsync();

        var letters = await LettersAsync();
        Assert.Equal(2, letters.Count);
        Assert.All(letters, m => Assert.Equal(("urge", Service.Time.GetUtcNow().UtcDateTime), (m.Kind, m.NextAttemptAt)));
        // Words, link and closing line, in both of its forms.
        Assert.All(letters, m => Assert.All([m.TextBody, m.HtmlBody!], body => Assert.Matches($"(?s)催办.*{m.Link}.*本邮件由系统自动发出", body)));
    }

    /// <summary>A busy office has a million lines a year.</summary>
    [Fact]
    public async Task Sweep_KeepsOfADigestsLineItsWordsAlone_AndTriesToSendNoneOfThem()
    {
        await StartOldAsync(2);

        await SweepAsync();

        var lines = (await MailsAsync()).Where(m => m.State == MailState.Bundled).ToList();
        Assert.Equal(4, lines.Count);
        Assert.All(lines, m => Assert.Equal((null, null), (m.HtmlBody, m.NextAttemptAt)));
        Assert.All(lines, m => Assert.DoesNotContain(m.Link!, m.TextBody, StringComparison.Ordinal));
        Assert.All(lines, m => Assert.Contains("XF-", m.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sweep_LaterOnTheSameDay_WaitsForTheNextWorkingMorning()
    {
        GoTo("2026-03-06");
        await StartOldAsync(1);
        await SweepAsync();
        await StartOldAsync(3);
        await SweepAsync();
        Assert.Equal(6, (await MailsAsync()).Count(m => m.State == MailState.Held));
        Assert.Equal(2, (await LettersAsync()).Count);

        foreach (var (day, time, letters) in new[] { ("2026-03-07", "10:00", 2), ("2026-03-09", "08:59", 2), ("2026-03-09", "09:00", 4), ("2026-03-09", "09:01", 4) })
        {
            GoTo(day, time);
            await SweepAsync();
            Assert.Equal(letters, (await LettersAsync()).Count);
        }
    }

    /// <summary>What was written after the day's letter must not take the next one away from the reminders of that morning, nor they from those after them.</summary>
    [Fact]
    public async Task Sweep_AfterSomethingLateInTheDay_TellsOfEachMorningsRemindersOnThatMorning()
    {
        GoTo("2026-03-03", "10:00");
        var clock = await StartHandlingAsync();
        await Service.DoAsync<Outbox, bool>(async outbox => await outbox.QueueAsync(
            new MailDraft("late", "test-clerk-1@office.test", "有人申請暫停計時", "請審批。") { IsHeld = true, Kind = "pause-asked" }, Cancellation));
        foreach (var day in Enumerable.Range(0, 80).Select(i => new DateOnly(2026, 3, 3).AddDays(i)))
        {
            foreach (var hour in new[] { 8, 9, 15 })
            {
                Service.Time.SetUtcNow(new DateTimeOffset(Max(ChinaTime.ToUtc(day, new TimeOnly(hour, 30)), Office.Now), TimeSpan.Zero));
                await SweepAsync();
            }
        }

        var told = (await MailsAsync()).Where(m => m.PetitionId == clock.PetitionId).ToList();
        Assert.True(told.Count > 3);
        Assert.All(told, m => Assert.Equal(ChinaTime.DayOf(m.CreatedAt), m.ToldOn));
    }

    private static DateTime Max(DateTime one, DateTime other) => one > other ? one : other;

    /// <summary>One clerk sleeps until noon, the other reads from ten: each letter waits for its reader, and over the weekend for both.</summary>
    [Fact]
    public async Task Sweep_InSomebodysQuietHours_WaitsForTheirEnd_AndNobodyElseWaits()
    {
        GoTo("2026-03-06", "09:00");
        await ChooseAsync("test-clerk-1", new OwnHours(QuietFrom: new(19, 0), QuietUntil: new(12, 0)));
        await ChooseAsync("test-clerk-2", new OwnHours(DigestHour: 10));
        await StartOldAsync(2);

        foreach (var (day, time, letters) in new[] { ("2026-03-07", "13:00", 0), ("2026-03-09", "08:00", 0), ("2026-03-09", "09:59", 0), ("2026-03-09", "10:00", 1), ("2026-03-09", "11:59", 1), ("2026-03-09", "12:00", 2) })
        {
            GoTo(day, time);
            await SweepAsync();
            Assert.Equal((time, letters), (time, (await LettersAsync()).Count));
        }
    }

    [Fact]
    public async Task Sweep_WhenTheOfficesHoursWereMovedOverSomebodysOwn_StillWrites()
    {
        GoTo("2026-03-09", "06:00");
        await ChooseAsync("test-clerk-1", new OwnHours(QuietFrom: new(18, 0), QuietUntil: new(9, 0)));
        await SetHoursAsync(6, 9);
        await StartOldAsync(1);

        await SweepAsync();

        Assert.Equal(2, (await LettersAsync()).Count);
    }

    [Fact]
    public async Task OwnHours_OutsideTheOfficesOrLeavingNoHourOpen_AreRefused()
    {
        await SetHoursAsync(9, 18);
        var office = new ReminderHours(9, 18);
        foreach (var (hours, code) in new[]
        {
            (new OwnHours(DigestHour: 8), "digest-hour-outside"),
            (new OwnHours(DigestHour: 18), "digest-hour-outside"),
            (new OwnHours(QuietFrom: new(8, 0)), "quiet-hours-half"),
            (new OwnHours(QuietFrom: new(8, 0), QuietUntil: new(8, 0)), "quiet-hours-half"),
            (new OwnHours(QuietFrom: new(9, 0), QuietUntil: new(17, 1)), "quiet-hours-all-day"),
            (new OwnHours(DigestHour: 16, QuietFrom: new(16, 30), QuietUntil: new(17, 31)), "quiet-hours-all-day"),
            (new OwnHours(QuietFrom: new(17, 0), QuietUntil: new(16, 59)), "quiet-hours-all-day"),
        })
        {
            Assert.Equal((hours, code), (hours, (await ChangeAsync("test-clerk-1", hours)).Refusal?.Code));
        }

        await ChooseAsync("test-clerk-1", new OwnHours(QuietFrom: new(9, 0), QuietUntil: new(17, 0)));
        Assert.True(new OwnHours(QuietFrom: new(9, 0), QuietUntil: new(17, 0)).Allow(new TimeOnly(17, 0), office));
    }

    [Fact]
    public async Task Sweep_OfAnUrgentClockAtNightAndOnARestDay_WritesAtOnce_WhateverQuietHours()
    {
        await ChooseAsync("test-leader", new OwnHours(QuietFrom: new(18, 0), QuietUntil: new(9, 0)));
        await ChooseAsync("test-clerk-1", new OwnHours(QuietFrom: new(18, 0), QuietUntil: new(9, 0)));
        GoTo("2026-03-07", "23:00");
        var petition = await Office.AddCaseAsync();
        var clock = await StartAsync(new StartClock(petition.Id, "K13"));
        Service.Time.SetUtcNow(Expected(clock, clock.DueAt.AddHours(1)).First(s => s.To.Count > 0).At);

        await SweepAsync();

        Assert.NotEmpty(await MailsAsync());
        Assert.All(await MailsAsync(), m => Assert.Equal((MailState.Queued, true), (m.State, m.IsUrgent)));
    }

    [Fact]
    public async Task Sweep_ByTwoProgramsOnOneDatabase_WritesOneLetterPerReader()
    {
        await using var other = await StartBesideAsync();
        await StartOldAsync(30);
        await Task.WhenAll(Enumerable.Range(0, 3).SelectMany(_ => new[] { Task.Run(SweepAsync, Cancellation), Task.Run(() => SweepAsync(other), Cancellation) }));
        await SweepAsync();

        Assert.Equal(2, (await LettersAsync()).Count);
        Assert.Equal(60, (await MailsAsync()).Count);
        Assert.DoesNotContain(await MailsAsync(), m => m.State == MailState.Queued);
    }

    [Fact]
    public async Task Sweep_InADemo_SendsAfterEveryStepOfTheClock()
    {
        await using var demo = await ServiceUnderTest.StartAsync(settings: [("Demo:Enabled", "true")]);
        demo.Time.SetUtcNow(Clocks.At("2026-03-07", "22:00"));
        var held = new MailDraft("a", "unit@example.org", "A", "A") { IsHeld = true };
        await demo.DoAsync<Outbox, bool>(async outbox => await outbox.QueueAsync(held, Cancellation));
        await SweepAsync(demo);
        await demo.DoAsync<Outbox, bool>(async outbox => await outbox.QueueAsync(held with { DedupKey = "b" }, Cancellation) && await outbox.QueueAsync(held with { DedupKey = "c" }, Cancellation));
        await SweepAsync(demo);

        var states = await demo.QueryAsync(db => db.Set<OutgoingMail>().OrderBy(m => m.DedupKey).Select(m => m.State).ToListAsync(Cancellation));
        Assert.Equal([MailState.Queued, MailState.Bundled, MailState.Bundled, MailState.Queued], states);
    }

    private async Task<Result> ChangeAsync(string userName, OwnHours hours)
    {
        var id = await Service.QueryAsync(db => db.Set<StaffMember>().Where(m => m.UserName == userName).Select(m => m.Id).SingleAsync(Cancellation));
        return await Service.Runner.RunAsync<ChangeOwnProfileHandler>(h => h.HandleAsync(new ChangeOwnProfile(id, "zh-Hans", hours, Act), Cancellation), Cancellation);
    }

    private async Task ChooseAsync(string userName, OwnHours hours) => Assert.Null((await ChangeAsync(userName, hours)).Refusal);

    private async Task SetHoursAsync(int from, int until) => Assert.Null((await Service.Runner.RunAsync<SetReminderHoursHandler>(
        h => h.HandleAsync(new SetReminderHours(from, until, Act), Cancellation), Cancellation)).Refusal);

    private async Task StartOldAsync(int count)
    {
        for (var n = 0; n < count; n++)
        {
            var petition = await Office.AddCaseAsync();
            await StartAsync(new StartClock(petition.Id, "K01") { StartedAt = Clocks.At("2019-05-17") });
        }
    }

    /// <summary>What goes out.</summary>
    private Task<List<OutgoingMail>> LettersAsync() => Service.QueryAsync(db =>
        db.Set<OutgoingMail>().Where(m => m.State == MailState.Queued).OrderBy(m => m.ToAddress).ToListAsync(Cancellation));
}
