namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>A version of a clock rule with the ladder that belongs to it alone.</summary>
public sealed record PublishedClock(ClockRule Rule, LadderRule Ladder);
