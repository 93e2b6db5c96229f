using System.Globalization;
using System.Text;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Names as senders give them are only labels: no file is ever opened by one.</summary>
internal static class FileNames
{
    private const int MaxLength = 150;

    /// <summary>
    /// The bare name: folders are cut off, characters that could mislead a reader or a file system (controls, directions of
    /// writing, <c>&lt;&gt;:"|?*</c>) are dropped. Null when nothing is left.
    /// </summary>
    public static string? Clean(string? given)
    {
        if (given is null)
        {
            return null;
        }

        var bare = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = new StringBuilder(bare.Length);
        foreach (var letter in bare.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
                && letter != Rune.ReplacementChar
                && !"<>:\"|?*".Contains((char)Math.Min(letter.Value, char.MaxValue), StringComparison.Ordinal))
            {
                name.Append(letter.ToString());
            }
        }

        var clean = name.ToString().Normalize(NormalizationForm.FormC).Trim().TrimEnd('.');
        return clean.TrimStart('.').Length == 0 ? null : Shorten(clean);
    }

    /// <summary>Keeps the ending, which says what the file is.</summary>
    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var ending = Path.GetExtension(name) is { Length: <= 10 } kept ? kept : "";
        var cut = MaxLength - ending.Length;
        return name[..(char.IsHighSurrogate(name[cut - 1]) ? cut - 1 : cut)] + ending;
    }
}
