using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

/// <summary>Text as a person typed it, made fit to store.</summary>
public static class TypedText
{
    /// <summary>
    /// Trimmed, line ends as <c>\n</c>, without control characters: PostgreSQL cannot store a NUL, and the others only disturb
    /// print and mail.
    /// </summary>
    public static string Clean(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return "";
        }

        var text = typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.Any(IsUnwanted) ? new string([.. text.Where(c => !IsUnwanted(c))]).Trim() : text.Trim();
    }

    /// <summary>What is wrong with a text that must be there; null when nothing is.</summary>
    /// <param name="text">Cleaned.</param>
    /// <param name="most">Characters.</param>
    /// <param name="field">Where it was typed.</param>
    /// <param name="missing">The code of the refusal when there is none.</param>
    public static Refusal? Fault(string text, int most, string field, string missing = "field-required") =>
        text.Length == 0 ? new Refusal(missing) { Field = field }
        : text.Length > most ? new Refusal("field-too-long", most, text.Length) { Field = field }
        : null;

    private static bool IsUnwanted(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
