using System.Text.RegularExpressions;

namespace PetitionWorkflow.TestKit.Programs;

/// <summary>
/// The program chooses its port itself and says on the console which it is. A port that a test finds free may be somebody else's when the program
/// listens: then the test would talk to the wrong one.
/// </summary>
public static partial class ListeningLine
{
    public const string AnyPort = "http://127.0.0.1:0";

    /// <summary>The setting, as an environment variable, at whose Information the line is said.</summary>
    public const string Setting = "Logging__LogLevel__Microsoft.Hosting.Lifetime";

    /// <summary>Null for every other line.</summary>
    public static Uri? AddressIn(string line) => Line().Match(line) is { Success: true } found ? new Uri(found.Groups[1].Value) : null;

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Line();
}
