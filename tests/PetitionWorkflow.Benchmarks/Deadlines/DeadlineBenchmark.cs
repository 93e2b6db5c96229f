namespace PetitionWorkflow.Benchmarks.Deadlines;

/// <summary>
/// What deadlines cost: a sweep that finds 1,000 due clocks among 100,000, mails against a bare MailKit loop, and how soon the leader's
/// mail is with the server after a case was flagged urgent.
/// </summary>
internal static class DeadlineBenchmark
{
    public static async Task<Figures> RunAsync()
    {
        var figures = new Figures("deadlines");
        await SweepFigures.MeasureAsync(figures);
        await MailFigures.MeasureAsync(figures);
        await UrgentFigures.MeasureAsync(figures);
        return figures;
    }
}
