namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>How the people of the simulated office work: which way they take, how long they wait, and what they never do.</summary>
internal sealed class Habits(Chance chance)
{
    private static readonly Dictionary<string, (string Name, int Weight)[]> Ways = new()
    {
        ["preliminary-review"] = [("Accept", 70), ("OutOfScope", 12), ("Transfer", 10), ("AskForCompletion", 5), ("Duplicate", 3)],
        ["await-completion"] = [("Completed", 80), ("NotCompleted", 20)],
        ["assign"] = [("Assign", 97), ("Reclassify", 3)],
        ["sign-for"] = [("Sign", 96), ("Object", 4)],
        ["handle"] = [("Submit", 88), ("AskExtension", 10), ("AskCoordination", 2)],
        ["approve-extension"] = [("Approve", 70), ("Refuse", 30)],
        ["approve-result"] = [("Sign", 95), ("Return", 5)],
        ["verify"] = [("Pass", 85), ("Rework", 12), ("Coordinate", 3)],
        ["settle-urgent"] = [("Settled", 80), ("Continue", 20)],
    };

    /// <summary>Days from which to which a step takes.</summary>
    private static readonly Dictionary<string, (double From, double To)> Pace = new()
    {
        ["sign-for"] = (0, 6), ["handle"] = (2, 75), ["handling-plan"] = (0, 8), ["await-completion"] = (1, 25), ["verify"] = (0, 6), ["deliver"] = (0, 8),
        ["leader-instruction"] = (0, 3), ["urgent-instruction"] = (0, 0.2), ["review"] = (5, 35),
    };

    /// <summary>One in a hundred: what nobody ever does is urged until the year ends.</summary>
    private const double Never = 0.01;

    private static readonly HashSet<string> SometimesNever = ["sign-for", "handle", "await-completion"];

    public string Way(string task, string key, IReadOnlyList<string> outcomes) =>
        Ways.TryGetValue(task, out var ways) && ways.Where(w => outcomes.Contains(w.Name)).ToList() is { Count: > 0 } open ? chance.Weigh("way " + key, open) : outcomes[0];

    /// <summary>Null when nobody ever does it.</summary>
    public TimeSpan? Delay(string task, string key)
    {
        if (SometimesNever.Contains(task) && chance.Of("never " + key) < Never)
        {
            return null;
        }

        var (from, to) = Pace.GetValueOrDefault(task, (0, 3));
        // Most are quick, a few are very late.
        return TimeSpan.FromDays(from + ((to - from) * Math.Pow(chance.Of("delay " + key), 2)));
    }
}
