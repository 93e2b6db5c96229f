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

    private static bool IsUnwanted(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
