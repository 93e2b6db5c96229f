using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents;

/// <summary>
/// A template is HTML with places to fill, and nothing that runs: <c>[[key]]</c> a text of the reader's language,
/// <c>{{name}}</c> a value, <c>{{name!}}</c> a value that must not be empty, <c>&lt;!--if name--&gt;…&lt;!--end--&gt;</c> left out
/// when the value is empty. Values are always HTML-encoded; line breaks in them are kept.
/// </summary>
public sealed partial class DocumentTemplate(string html)
{
    private IReadOnlyList<Part>? _parts;

    /// <summary>Filled, or refused naming the first required value that is missing (C38, C72).</summary>
    public Result<string> Fill(Func<string, string> text, Func<string, string?> value)
    {
        if (FindMissing(text, value) is { } missing)
        {
            return missing;
        }

        var filled = new StringBuilder(html.Length * 2);
        foreach (var part in Parts.Where(p => p.Condition is null || !IsEmpty(value(p.Condition))))
        {
            filled.Append(part.Before).Append(part.Text is not null ? WebUtility.HtmlEncode(text(part.Text)) : part.Name is not null ? Encode(value(part.Name)) : "");
        }

        return filled.ToString();
    }

    /// <summary>Names the first required value that is missing; null when the template can be filled.</summary>
    public Refusal? FindMissing(Func<string, string> text, Func<string, string?> value)
    {
        var name = Parts.FirstOrDefault(p => p.IsRequired && IsEmpty(value(p.Name!)) && (p.Condition is null || !IsEmpty(value(p.Condition))))?.Name;
        return name is null ? null : new Refusal("document-field-missing", text("label." + name)) { Field = name };
    }

    /// <summary>The values that the template asks for.</summary>
    public IEnumerable<string> Names => Place().Matches(html).Where(m => m.Groups["name"].Success).Select(m => m.Groups["name"].Value).Distinct();

    /// <summary>Those of them that must not be empty.</summary>
    public IEnumerable<string> RequiredNames => Place().Matches(html).Where(m => m.Groups["must"].Length > 0).Select(m => m.Groups["name"].Value).Distinct();

    /// <summary>Those of them that no condition leaves out.</summary>
    public IEnumerable<string> AlwaysRequired => Parts.Where(p => p.IsRequired && p.Condition is null).Select(p => p.Name!).Distinct();

    /// <summary>The values that decide whether a part is left out.</summary>
    public IEnumerable<string> Conditions => Conditional().Matches(html).Select(m => m.Groups["name"].Value).Distinct();

    /// <summary>The texts that the template asks for.</summary>
    public IEnumerable<string> TextKeys => Place().Matches(html).Where(m => m.Groups["text"].Success).Select(m => m.Groups["text"].Value).Distinct();

    /// <summary>Those of them that no condition leaves out.</summary>
    public IEnumerable<string> AlwaysSaid => Parts.Where(p => p.Text is not null && p.Condition is null).Select(p => p.Text!).Distinct();

    /// <summary>In their order. A template is taken apart once and filled often.</summary>
    private IReadOnlyList<Part> Parts => _parts ??= [.. Split()];

    private IEnumerable<Part> Split()
    {
        var from = 0;
        foreach (Match conditional in Conditional().Matches(html))
        {
            foreach (var part in Split(html[from..conditional.Index], null).Concat(Split(conditional.Groups["body"].Value, conditional.Groups["name"].Value)))
            {
                yield return part;
            }

            from = conditional.Index + conditional.Length;
        }

        foreach (var part in Split(html[from..], null))
        {
            yield return part;
        }
    }

    private static IEnumerable<Part> Split(string piece, string? condition)
    {
        var from = 0;
        foreach (Match place in Place().Matches(piece))
        {
            var (text, name) = (place.Groups["text"], place.Groups["name"]);
            yield return new Part(condition, piece[from..place.Index], text.Success ? text.Value : null, name.Success ? name.Value : null, place.Groups["must"].Length > 0);
            from = place.Index + place.Length;
        }

        yield return new Part(condition, piece[from..], null, null, false);
    }

    /// <summary>What stands before a place, and what is filled in there: a text or a value; neither at the end of a piece.</summary>
    private sealed record Part(string? Condition, string Before, string? Text, string? Name, bool IsRequired);

    private static bool IsEmpty(string? value) => string.IsNullOrWhiteSpace(value);

    private static string Encode(string? value)
    {
        var encoded = new StringBuilder(WebUtility.HtmlEncode((value ?? "").ReplaceLineEndings("\n")));
        return encoded.Replace("\n", "<br>").ToString();
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)(?<must>!?)\}\}|\[\[(?<text>[\w.-]+)\]\]")]
    private static partial Regex Place();

    [GeneratedRegex(@"[ ]*<!--if (?<name>\w+)-->\n(?<body>.*?)[ ]*<!--end-->\n", RegexOptions.Singleline)]
    private static partial Regex Conditional();
}
