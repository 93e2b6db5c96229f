using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Deadlines.Rounds;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Rounds;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class DailyRoundsTests : ClockTestBase
{
    private static readonly IReadOnlyList<string> Platforms = new IntakeOptions().Platforms;

    [Fact]
    public async Task Remind_OfAWorkingDayWithoutBatchAndLooks_TellsEachClerkOnce_AndOfARestDayNobody()
    {
        GoTo("2026-03-06", "09:00");
        Assert.Equal(0, await RemindAsync());
        GoTo("2026-03-06", "15:59");
        Assert.Equal(0, await RemindAsync());
        GoTo("2026-03-06", "16:00");
        Assert.Equal(4, await RemindAsync());
        Assert.Equal(0, await RemindAsync());
        Assert.Equal(["no-batch", "no-batch", "not-looked", "not-looked"], (await MailsOfRoundsAsync()).Select(m => m.Kind));

        GoTo("2026-03-07", "17:00");
        Assert.Equal(0, await RemindAsync());

        // An empty batch is a batch, and a look that found nothing is a look.
        GoTo("2026-03-09", "10:00");
        await RecordAsync("2026-03-09", 0);
        await LookAsync([.. Platforms]);
        GoTo("2026-03-09", "16:30");
        Assert.Equal(0, await RemindAsync());

        GoTo("2026-03-10", "10:00");
        await RecordAsync("2026-03-10", 3);
        await LookAsync(Platforms[0]);
        GoTo("2026-03-10", "23:00");
        Assert.Equal(2, await RemindAsync());
        var (mails, unseen) = (await MailsOfRoundsAsync(), string.Join('、', Platforms.Skip(1)));
        Assert.All(mails.TakeLast(2), m => Assert.Equal(("not-looked", true), (m.Kind, m.Subject.EndsWith(unseen, StringComparison.Ordinal))));
        Assert.All(mails, m => Assert.Contains("/intake/", m.TextBody));
    }

    [Fact]
    public async Task Remind_WhileAClerkIsAway_TellsWhoStandsInToo()
    {
        GoTo("2026-03-06", "16:00");
        await Office.WriteAsync(db => db.Set<StaffMember>().Single(m => m.Id == Office.Clerk.UserId).SetAbsence(Service.Time.Today(), Service.Time.Today(), Office.Leader.UserId));

        Assert.Equal(6, await RemindAsync());
        Assert.Contains(await MailsOfRoundsAsync(), m => m.ToAddress == "test-leader@office.test");
    }

    [Fact]
    public async Task Remind_WhenNobodyWasThereAtTheHour_TellsOfItTheNextMorning()
    {
        GoTo("2026-03-09", "10:00");
        await RecordAsync("2026-03-09", 1);
        await LookAsync([.. Platforms]);

        GoTo("2026-03-11", "08:00");

        Assert.Equal(4, await RemindAsync());
        Assert.All(await MailsOfRoundsAsync(), m => Assert.Contains("2026-03-10", m.Subject));
        GoTo("2026-03-11", "16:00");
        Assert.Equal(4, await RemindAsync());
    }

    [Fact]
    public async Task Batch_IsComparedWithTheRegister_AndACorrectionKeepsWhatStoodThere()
    {
        GoTo("2026-03-09", "10:00");
        await Office.AddCaseAsync(channel: Channel.Letter);
        await Office.AddCaseAsync(channel: Channel.Call);
        await RecordAsync("2026-03-09", 3);
        await RecordAsync("2026-03-09", 3);
        await RecordAsync("2026-03-09", 2);
        var day = new DateOnly(2026, 3, 9);

        var days = await Service.QueryAsync(db => new RoundsReader(db, Options.Create(new IntakeOptions())).LettersAsync(day.AddDays(-1), day, Cancellation));

        Assert.Equal([(day, 1, 1), (day.AddDays(-1), 0, (int?)null)], days.Select(d => (d.Day, d.Registered, d.Missing)));
        Assert.Equal([2, 3], days[0].Batches.Select(b => b.Letters));
        Assert.Equal("batch-day-out-of-reach", (await TryRecordAsync("2026-03-10", 1))?.Code);
        Assert.Equal("batch-not-yet", (await TryRecordAsync("2026-03-09", 1, "10:01"))?.Code);
        Assert.Equal(("entry-out-of-range", "Letters"), (await TryRecordAsync("2026-03-09", -1)) is { } wrong ? (wrong.Code, wrong.Field) : default);
        Assert.Equal("platform-not-watched", (await Service.Runner.RunAsync<RecordPlatformLookHandler>(h => h.HandleAsync(new RecordPlatformLook("?", 0, Act)), Cancellation)).Refusal?.Code);
    }

    private Task<int> RemindAsync() => Service.DoAsync<RemindOfRoundsHandler, int>(h => h.HandleAsync(Cancellation));

    private async Task RecordAsync(string day, int letters) => Assert.Null(await TryRecordAsync(day, letters));

    private async Task<Refusal?> TryRecordAsync(string day, int letters, string time = "09:00")
    {
        var command = new RecordLetterBatch(DateOnly.Parse(day), TimeOnly.Parse(time), "收信人", letters, "收发室", Act);
        return (await Service.Runner.RunAsync<RecordLetterBatchHandler>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal;
    }

    private async Task LookAsync(params string[] platforms)
    {
        foreach (var platform in platforms)
        {
            var looked = await Service.Runner.RunAsync<RecordPlatformLookHandler>(h => h.HandleAsync(new RecordPlatformLook(platform, 0, Act)), Cancellation);
            Assert.False(looked.IsRefused);
        }
    }

    private async Task<IReadOnlyList<OutgoingMail>> MailsOfRoundsAsync() => await Service.QueryAsync(async db =>
        await db.Set<OutgoingMail>().AsNoTracking().OrderBy(m => m.CreatedAt).ThenBy(m => m.Kind).ToListAsync(Cancellation));
}
