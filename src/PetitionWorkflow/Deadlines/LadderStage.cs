namespace PetitionWorkflow.Deadlines;

/// <summary>A stage of one clock's ladder, with its moment.</summary>
/// <param name="Kind">Which rung.</param>
/// <param name="Number">Days (minutes) before for <see cref="StageKind.Before"/>, the running number of an urge, else 0.</param>
/// <param name="At">UTC.</param>
/// <param name="To">Who is written to; nobody for a stage that only marks a fact.</param>
public sealed record LadderStage(StageKind Kind, int Number, DateTime At, IReadOnlyList<Audience> To)
{
    /// <summary>What the names of all urgings begin with.</summary>
    public const string UrgeKey = "urge-";

    /// <summary>The stage's name in the ledger and in a mail's key: <c>before-5</c>, <c>urge-12</c>.</summary>
    public string Key => Kind switch
    {
        StageKind.HalfWay => "half-way",
        StageKind.Before => $"before-{Number}",
        StageKind.Missed => "missed",
        StageKind.YellowCard => "yellow-card",
        StageKind.RedCard => "red-card",
        StageKind.Urge => $"{UrgeKey}{Number}",
        _ => throw new InvalidOperationException($"No key for {Kind}"),
    };
}
