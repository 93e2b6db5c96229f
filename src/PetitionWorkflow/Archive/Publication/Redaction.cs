using System.Text.RegularExpressions;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Archive.Publication;

/// <summary>What tells who the petitioner is: the petitioner's own particulars, and anything of the shape of a number or address of a person.</summary>
public static partial class Redaction
{
    public const string Mark = "※※";

    /// <summary>A part shorter than this would strike out ordinary words.</summary>
    private const int Shortest = 2;

    /// <summary>The text with every such part struck out; a person reads it over before it is published.</summary>
    public static string Strike(string text, Petitioner petitioner) => Strike(text, [petitioner]);

    /// <summary>A text that may speak of any of them.</summary>
    public static string Strike(string text, IReadOnlyCollection<Petitioner> petitioners)
    {
        foreach (var (_, part) in petitioners.SelectMany(PartsOf))
        {
            text = text.Replace(part, Mark, StringComparison.OrdinalIgnoreCase);
        }

        return PersonalNumber().Replace(text, Mark);
    }

    /// <summary>The kinds of particulars that are still in the text: keys <c>Publication.part.KIND</c>.</summary>
    public static IReadOnlyList<string> FindIn(string text, Petitioner petitioner) =>
    [
        .. PartsOf(petitioner).Where(p => text.Contains(p.Text, StringComparison.OrdinalIgnoreCase)).Select(p => p.Kind)
            .Concat(PersonalNumber().IsMatch(text) ? ["number"] : []).Distinct(),
    ];

    private static IEnumerable<(string Kind, string Text)> PartsOf(Petitioner petitioner) =>
        new (string Kind, string? Text)[] { ("name", petitioner.Name), ("address", petitioner.Address), ("phone", petitioner.Phone), ("email", petitioner.Email) }
            .Where(p => p.Text?.Trim().Length >= Shortest).Select(p => (p.Kind, p.Text!.Trim()));

    /// <summary>Identity numbers (18 or 15 digits), mobile and fixed telephone numbers, mail addresses.</summary>
    [GeneratedRegex(@"(?<!\d)(\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)|[\w.+-]+@[\w-]+\.[\w.]+")]
    private static partial Regex PersonalNumber();
}
