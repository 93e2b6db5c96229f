namespace WorkflowRuntime.Execution;

/// <summary>
/// The result of an activity: the exits it leaves by. The default result follows connections from <c>Done</c> and those without a
/// port; outcomes chosen by name follow exactly those names.
/// </summary>
public sealed class Outcomes
{
    public const string Done = "Done";

    public static readonly Outcomes Default = new([Done], isDefault: true);

    private Outcomes(IReadOnlyList<string> names, bool isDefault) => (Names, IsDefault) = (names, isDefault);

    public IReadOnlyList<string> Names { get; }
    public bool IsDefault { get; }

    public static Outcomes Of(IReadOnlyList<string> names) => new(names, isDefault: false);

    /// <summary>Is a connection from this port followed? Exact and case-sensitive.</summary>
    public bool Follows(string? port)
    {
        if (port is null)
            return IsDefault;
        foreach (var name in Names)
        {
            if (string.Equals(name, port, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
