using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>A clock of office hours stands still while the office is closed; an urgent one does not.</summary>
public sealed class OfficeHoursTests : ClockTestBase
{
    private static readonly Texts Texts = Texts.Load(typeof(Texts).Assembly);

    private static ClockRule FollowUp => Clocks.Shipped("K14") with { Unit = ClockUnit.OfficeHours };

    [Fact]
    public void OfficeHours_FromTheEveningBeforeNationalDay_EndOnTheFirstWorkdayAndSayHow()
    {
        var due = DueDay.Compute(FollowUp, Clocks.At("2026-09-30", "16:00"), OfficialYears.Calendar);

        Assert.Equal("2026-10-08 11:30", $"{ChinaTime.ToLocal(due.At):yyyy-MM-dd HH:mm}");
        Assert.Equal(
            [
                "4 office hours from 2026-09-30 16:00 end at 2026-10-08 11:30.",
                "Office hours counted: 2026-09-30 16:00–17:30, 2026-10-08 09:00–11:30.",
                "Not counted: National Day 2026-10-01–2026-10-07.",
                "Basis: Internal target: office rules 4(3)3.",
            ],
            Texts.In("en").Explain(due.Trace, due.Day));
        Assert.Equal("2026-09-30 20:00", $"{ChinaTime.ToLocal(DueDay.Compute(Clocks.Shipped("K14"), Clocks.At("2026-09-30", "16:00"), OfficialYears.Calendar).At):yyyy-MM-dd HH:mm}");
    }

    [Fact]
    public void OfficeHours_OnAMakeUpWorkday_Count_AndALongCountIsToldInShort()
    {
        var due = DueDay.Compute(FollowUp with { Length = 80 }, Clocks.At("2026-10-09", "08:00"), OfficialYears.Calendar);

        Assert.Contains(new DateOnly(2026, 10, 10), due.Trace.MakeUpDaysCounted);
        foreach (var language in Texts.Languages)
        {
            var lines = Texts.In(language).Explain(due.Trace, due.Day);
            Assert.All(lines, line => Assert.DoesNotContain(line, c => c is '{' or '⟦'));
            Assert.Contains(lines, line => line.Contains('…') && line.Length < 300);
        }
    }

    [Fact]
    public void Ladder_OfOfficeHours_NeverRemindsWhileTheOfficeIsClosed()
    {
        foreach (var hour in Enumerable.Range(0, 24 * 21))
        {
            var start = Clocks.At("2026-09-20", "00:15").AddHours(hour);
            var due = DueDay.Compute(FollowUp, start, OfficialYears.Calendar);
            var office = new OfficeTime(OfficialYears.Calendar, OfficeHours.Default, []);
            var stages = new Ladder(ClockCatalogue.Shipped.LadderOf(FollowUp), start, due.Day, due.At, OfficialYears.Calendar, office).Stages.Take(12).ToList();

            Assert.All(stages.Where(s => s.To.Count > 0), s =>
            {
                var local = ChinaTime.ToLocal(s.At);
                Assert.True(OfficialYears.Calendar.IsWorkday(DateOnly.FromDateTime(local)), $"{start:u}: {s}");
                Assert.Contains(OfficeHours.Default.Spans, span => span.From <= TimeOnly.FromDateTime(local) && TimeOnly.FromDateTime(local) <= span.Until);
            });
            Assert.All(stages.Zip(stages.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
        }
    }

    [Fact]
    public async Task Clock_KeepsTheHoursWithWhichItStarted_AndItsRemindersAreNotUrgent()
    {
        GoTo("2026-03-02");
        var before = ClockCatalogue.Shipped.Newest("K14")!;
        var draft = ClockDraft.Of(before, ClockCatalogue.Shipped.LadderOf(before), new DateOnly(2026, 3, 6)) with { Unit = ClockUnit.OfficeHours };
        await Service.DoAsync<PublishClockRuleHandler, int>(h => h.HandleAsync(new PublishClockRule("K14", before.Version, draft, null, Act), Cancellation));
        GoTo("2026-03-06", "16:30"); // a Friday
        var (petition, _) = await HandledCaseAsync();
        var old = await StartAsync(new StartClock(petition.Id, "K14"));
        await SetAsync(new OfficeHours([new(new TimeOnly(8, 0), new TimeOnly(18, 0))]), "夏令时间");
        var (other, _) = await HandledCaseAsync();
        var young = await StartAsync(new StartClock(other.Id, "K14"));

        Assert.Equal(("2026-03-09 12:00", "2026-03-09 10:30"), ($"{ChinaTime.ToLocal(old.DueAt):yyyy-MM-dd HH:mm}", $"{ChinaTime.ToLocal(young.DueAt):yyyy-MM-dd HH:mm}"));
        GoTo("2026-03-08", "12:00");
        await SweepAsync();
        Assert.DoesNotContain(await MailsAsync(), m => m.Kind == "due-soon");
        GoTo("2026-03-09", "11:35");
        await SweepAsync();
        var told = (await MailsAsync()).Where(m => m.PetitionId == petition.Id && m.Kind == "due-soon").ToList();
        Assert.NotEmpty(told);
        Assert.All(told, m => Assert.Equal((false, MailState.Queued), (m.IsUrgent, m.State)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12:00-09:00")]
    [InlineData("09:00-12:00,12:00-18:00")]
    [InlineData("13:00-18:00,09:00-12:00")]
    [InlineData("08:00-09:00,10:00-11:00,12:00-13:00,14:00-15:00")]
    public async Task Hours_ThatAreNone_AreRefused(string given)
    {
        var spans = given.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('-')).Select(s => new OfficeSpan(TimeOnly.Parse(s[0]), TimeOnly.Parse(s[1])));

        Assert.Equal("office-hours-invalid", await RefusalOfAsync(new OfficeHours([.. spans]), "理由"));
        Assert.Equal("reason-required", await RefusalOfAsync(OfficeHours.Default, " "));
        Assert.Equal(OfficeHours.Default.ToString(), (await Service.QueryAsync(db => OfficeHours.ReadAsync(db, Cancellation))).ToString());
    }

    private async Task SetAsync(OfficeHours hours, string reason) => Assert.Null(await RefusalOfAsync(hours, reason));

    private async Task<string?> RefusalOfAsync(OfficeHours hours, string reason) =>
        (await Service.Runner.RunAsync<SetOfficeHoursHandler>(h => h.HandleAsync(new SetOfficeHours(hours, Act with { Reason = reason }), Cancellation), Cancellation)).Refusal?.Code;
}
