using PetitionWorkflow.Shared;

namespace PetitionWorkflow.UrgentReports;

/// <param name="Sequence">1 for the first report, 2, 3 … for follow-ups.</param>
/// <param name="SecondsSinceFound">From the flag to the leaders' notice (C37).</param>
public sealed record UrgentReported(int Sequence, string Criterion, int SecondsSinceFound) : ICaseEvent;

/// <summary>The report of that sequence has a new version under its number (C72).</summary>
public sealed record UrgentReportCorrected(int Sequence, int Version) : ICaseEvent;

public sealed record UrgentSettled(int Reports) : ICaseEvent;
