namespace WorkflowRuntime.Flowcharts;

/// <summary>
/// A token on its way from one activity to another (Elsa <c>Token</c>), saved with the flowchart. Live means neither consumed nor blocked;
/// a blocked one stands for an arrival that is to be ignored.
/// </summary>
internal sealed class Token
{
    public required string FromActivityId { get; init; }
    public string? FromActivityName { get; init; }
    public string? Outcome { get; init; }
    public required string ToActivityId { get; init; }
    public string? ToActivityName { get; init; }
    public bool Consumed { get; set; }
    public bool Blocked { get; set; }

    public bool IsLive() => !Consumed && !Blocked;

    public bool IsFor(Connection connection) =>
        FromActivityId == connection.Source.Id && ToActivityId == connection.Target.Id && Outcome == connection.Port;

    public static Token For(Connection connection, bool blocked = false) => new()
    {
        FromActivityId = connection.Source.Id,
        FromActivityName = connection.Source.Name,
        Outcome = connection.Port,
        ToActivityId = connection.Target.Id,
        ToActivityName = connection.Target.Name,
        Blocked = blocked,
    };
}
