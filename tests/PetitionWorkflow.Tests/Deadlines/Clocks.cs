using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>Rules and moments for the tests of this folder.</summary>
internal static class Clocks
{
    public static LadderRule LegalLadder => ClockCatalogue.Shipped.LadderOf(Shipped("K05"));

    public static ClockRule Shipped(string code) => ClockCatalogue.Shipped.InForce(code, new DateOnly(2026, 3, 2)).Value;

    public static ClockRule Rule(int length, ClockUnit unit = ClockUnit.CalendarDays, bool rollForward = true) => new()
    {
        Code = "K05", Version = 1, EffectiveFrom = new DateOnly(2004, 1, 1), Standing = ClockStanding.Legal, Basis = "test",
        Length = length, Unit = unit, RollForward = rollForward, Ladder = "legal", PauseGrounds = ["hearing"], Stops = [StopEvents.FlowStep],
    };

    public static LadderRule LadderOf(string code) => ClockCatalogue.Shipped.LadderOf(Shipped(code));

    /// <summary>A moment of a China day, at ten in the morning unless told.</summary>
    public static DateTime At(string day, string time = "10:00") => ChinaTime.ToUtc(DateOnly.Parse(day), TimeOnly.Parse(time));

    public static DueDay Due(ClockRule rule, string start, ClockTerms? terms = null) => DueDay.Compute(rule, At(start), OfficialYears.Calendar, terms);

    public static Ladder Ladder(ClockRule rule, string start, ClockTerms? terms = null)
    {
        var due = Due(rule, start, terms);
        return new Ladder(ClockCatalogue.Shipped.LadderOf(rule), At(start), due.Day, due.At, OfficialYears.Calendar);
    }
}
