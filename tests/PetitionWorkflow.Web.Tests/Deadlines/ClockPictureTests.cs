using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Deadlines;

namespace PetitionWorkflow.Web.Tests.Deadlines;

/// <summary>The numbers and sentences of the time line; how a page draws it is seen in the tests of the case page.</summary>
public sealed class ClockPictureTests
{
    private static readonly Texts English = Texts.Load(typeof(Texts).Assembly, typeof(Program).Assembly).In("en");

    [Fact]
    public void ExtensionOfAWorkingDayClock_IsAStretchOfItsOwn_FromTheDayAfterTheUnextendedLastDay()
    {
        // The five further working days pass National Day.
        var plain = DueOf("K12", "2026-09-14");
        var bar = Assert.Single(PictureOf("2026-09-20", View("K12", "2026-09-14", new ClockTerms { Extension = 5 })).Bars);

        var extension = Assert.Single(bar.Stretches, s => s.Kind == StretchKind.Extension);
        Assert.Equal((plain.Day.AddDays(1), bar.View.Clock.DueDay), (extension.First, extension.Last));
        Assert.True(extension.Last.DayNumber - extension.First.DayNumber >= 7, "the holiday lies within it");
        Assert.True(extension.From > bar.Stretches[0].From && extension.To <= bar.Due + 0.01);
        Assert.Contains($"Extension {extension.First:yyyy-MM-dd} to {extension.Last:yyyy-MM-dd}", bar.Sentence(English, "running"), StringComparison.Ordinal);
    }

    [Fact]
    public void LegalLimits_Targets_AndRights_DifferInShapeAndWords_NotOnlyInColour()
    {
        var bars = PictureOf("2026-03-10", View("K05", "2026-03-02"), View("K16", "2026-03-03"), View("K08", "2026-03-04")).Bars;

        Assert.Equal(["legal", "internal", "right"], bars.Select(b => b.Shape));
        Assert.True(bars[0].Thickness > bars[1].Thickness);
        Assert.Equal(3, bars.Select(b => ClockBar.MarkOf(b.View.Rule.Standing, 0, 0)).Distinct().Count());
        Assert.Contains("(Legal limit)", bars[0].Sentence(English, "running"), StringComparison.Ordinal);
        Assert.Contains("(Internal target)", bars[1].Sentence(English, "running"), StringComparison.Ordinal);
    }

    [Fact]
    public void Urgings_AreCountedAsTheyWereSent_AndARightThatEndsIsNotOverdue()
    {
        var (handling, window) = (View("K05", "2026-03-02"), View("K08", "2026-03-02"));
        ClockReminder[] done = [Reminder(StageKind.Urge, 4, 0), Reminder(StageKind.Urge, 18, 5), Reminder(StageKind.Before, 10, -9), Reminder(StageKind.Missed, 0, -1)];

        Assert.Equal(["Urging 1", "Urging 2", "Due soon 10", "Overdue"], done.Select(r => CaseClocks.StageOf(handling with { Reminders = done }, r, English)));
        Assert.Equal("Lapsed", CaseClocks.StageOf(window with { Reminders = done }, done[3], English));

        static ClockReminder Reminder(StageKind kind, int number, int day) => new()
        {
            ClockId = Guid.Empty, DueDay = new DateOnly(2026, 5, 6), Stage = $"{kind}:{number}", PetitionId = Guid.Empty, Kind = kind, Number = number,
            DueAt = At("2026-05-07").AddDays(day), RecordedAt = At("2026-05-07").AddDays(day), Fate = ReminderFate.Sent, Mails = 1,
        };
    }

    [Theory]
    [InlineData("2026-03-02T22:00", "2026-03-02T22:01", "Due tomorrow")]
    [InlineData("2026-03-02T22:00", "2026-03-03T00:01", "Due today")]
    [InlineData("2026-03-02T22:00", "2026-03-03T02:00", "1 minute(s) overdue")]
    [InlineData("2026-03-02T08:00", "2026-03-02T14:10", "2 hour(s) overdue")]
    [InlineData("2026-03-02T22:00", "2026-03-05T03:00", "2 day(s) overdue")]
    public void ClockOfHours_IsDueTodayOrTomorrow_AndOverdueByMinutesAndHours(string start, string now, string words)
    {
        var view = View("K14", Moment(start));

        Assert.Equal(words, new CaseClocks([view], Moment(now)).StateOf(view, English));
    }

    [Fact]
    public void ClockOfHours_ThatIsOverdueOnItsDueDay_SaysFromWhenUntilWhen()
    {
        var bar = Assert.Single(ClockPicture.Of([View("K14", Moment("2026-03-02T08:00"))], Moment("2026-03-02T14:10")).Bars);

        Assert.Contains("Overdue 2026-03-02 12:00 to 2026-03-02 14:10", bar.Sentence(English, "overdue"), StringComparison.Ordinal);
    }

    [Fact]
    public void AMarkAtTheBeginningOfTheLine_IsWrittenInwards()
    {
        var picture = PictureOf("2026-03-10", View("K01", "2026-03-02"));

        Assert.Equal("start", picture.Ticks[0].Anchor);
        Assert.Equal("middle", picture.Ticks[1].Anchor);
    }

    [Fact]
    public void ExtensionWithPausedDaysInIt_BeginsWhereTheUnextendedCountEnded()
    {
        var hearing = new ClockPause(new DateOnly(2026, 4, 6), new DateOnly(2026, 4, 8), "hearing");
        var unextended = DueDay.Compute(Rule("K11"), At("2026-03-02"), OfficialYears.Calendar).Trace.LastCountedDay;

        var bar = Assert.Single(PictureOf("2026-03-10", View("K11", "2026-03-02", new ClockTerms { Extension = 10, Pauses = [hearing] })).Bars);

        Assert.Equal(unextended.AddDays(1), Assert.Single(bar.Stretches, s => s.Kind == StretchKind.Extension).First);
    }

    [Fact]
    public void DueDayInAYearNotAnnounced_IsMarkedOnTheLineAndInWords_AndTheYearIsShaded()
    {
        var picture = PictureOf("2026-12-01", View("K05", "2026-11-20"), View("K16", "2026-11-25"));

        Assert.Equal([true, false], picture.Bars.Select(b => b.IsProvisional));
        var year = Assert.Single(picture.Unannounced);
        Assert.Equal(2027, year.Year);
        Assert.True(picture.Today < year.From && year.From < picture.Bars[0].Due && picture.Bars[0].Due <= year.To);
        Assert.Contains("provisional until the holidays of 2027", picture.Bars[0].Sentence(English, "running"), StringComparison.Ordinal);
        Assert.DoesNotContain("provisional", picture.Bars[1].Sentence(English, "running"), StringComparison.Ordinal);
    }

    [Fact]
    public void ClockThatHasEnded_IsProvisionalNoLonger()
    {
        var view = View("K05", "2026-11-20");
        view.Clock.End(ClockState.Met, At("2026-11-30"), "delivered");

        var picture = PictureOf("2026-12-01", view);

        Assert.False(Assert.Single(picture.Bars).IsProvisional);
        Assert.Empty(picture.Unannounced);
    }

    [Fact]
    public void DayAtTheRightEnd_IsWrittenToTheLeftOfItsMark()
    {
        var bar = Assert.Single(PictureOf("2026-03-03", View("K05", "2026-03-02")).Bars);

        Assert.True(bar.DueIsFarRight && bar.DueAt < bar.Due);
    }

    private static ClockPicture PictureOf(string now, params ClockView[] clocks) => ClockPicture.Of(clocks, At(now));

    private static DueDay DueOf(string code, string start) => DueDay.Compute(Rule(code), At(start), OfficialYears.Calendar);

    private static ClockView View(string code, string start, ClockTerms? terms = null) => View(code, At(start), terms);

    private static ClockView View(string code, DateTime start, ClockTerms? terms = null)
    {
        var clock = new CaseClock { Id = Guid.NewGuid(), PetitionId = Guid.NewGuid(), Code = code, RuleVersion = Rule(code).Version, StartedAt = start };
        clock.SetTerms(terms ?? ClockTerms.None);
        clock.SetDue(DueDay.Compute(Rule(code), clock.StartedAt, OfficialYears.Calendar, terms));
        return new ClockView(clock, Rule(code), null, []);
    }

    private static ClockRule Rule(string code) => ClockCatalogue.Shipped.InForce(code, new DateOnly(2026, 3, 2)).Value;

    private static DateTime Moment(string local)
    {
        var moment = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return ChinaTime.ToUtc(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment));
    }

    private static DateTime At(string day) => ChinaTime.ToUtc(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(10, 0));
}
