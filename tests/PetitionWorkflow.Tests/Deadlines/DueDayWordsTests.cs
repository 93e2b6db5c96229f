using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class DueDayWordsTests
{
    private static readonly Texts Texts = Texts.Load(typeof(Texts).Assembly);

    [Fact]
    public void Explain_ADayThatRolledForward_NamesTheHolidayTheRuleAndTheLaw()
    {
        var due = Clocks.Due(Clocks.Shipped("K08"), "2025-09-01");

        Assert.Equal(
            [
                "Counted from the day after 2025-09-01: 30 days end on 2025-10-01.",
                "The last day fell on rest days (National Day 2025-10-01–2025-10-05, Mid-Autumn Festival 2025-10-06, National Day 2025-10-07–2025-10-08) and moved to 2025-10-09 (Civil Code Art. 203).",
                "Basis: Regulation on Petition Work, Art. 35.",
            ],
            Texts.In("en").Explain(due.Trace, due.Day));
    }

    [Fact]
    public void Explain_EveryPartOfATrace_InEveryLanguage_LeavesNoPlaceholderAndNoMissingText()
    {
        var terms = new ClockTerms { Extension = 5, NotAfter = new DateOnly(2027, 1, 5), Pauses = [new ClockPause(new DateOnly(2026, 10, 12), new DateOnly(2026, 10, 13), "hearing")] };
        var due = Clocks.Due(Clocks.Rule(60, ClockUnit.WorkingDays), "2026-09-27", terms);
        foreach (var language in Texts.Languages)
        {
            var lines = Texts.In(language).Explain(due.Trace, due.Day);

            Assert.True(lines.Count >= 6);
            Assert.All(lines, line => Assert.DoesNotContain(line, c => c is '{' or '⟦'));
        }
    }
}
