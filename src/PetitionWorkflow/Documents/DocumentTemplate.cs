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
    /// <summary>Filled, or refused naming the first required value that is missing (C38, C72).</summary>
    public Result<string> Fill(Func<string, string> text, Func<string, string?> value)
    {
        var missing = Place().Matches(html).FirstOrDefault(m => m.Groups["must"].Length > 0 && IsEmpty(value(m.Groups["name"].Value)));
        if (missing is not null)
        {
            return new Refusal("document-field-missing", text("label." + missing.Groups["name"].Value)) { Field = missing.Groups["name"].Value };
        }

        var kept = Conditional().Replace(html, m => IsEmpty(value(m.Groups["name"].Value)) ? "" : m.Groups["body"].Value);
        return Place().Replace(kept, m => m.Groups["text"].Success
            ? WebUtility.HtmlEncode(text(m.Groups["text"].Value))
            : Encode(value(m.Groups["name"].Value)));
    }

    /// <summary>The values that the template asks for.</summary>
    public IEnumerable<string> Names => Place().Matches(html).Where(m => m.Groups["name"].Success).Select(m => m.Groups["name"].Value).Distinct();

    /// <summary>Those of them that must not be empty.</summary>
    public IEnumerable<string> RequiredNames => Place().Matches(html).Where(m => m.Groups["must"].Length > 0).Select(m => m.Groups["name"].Value).Distinct();

    /// <summary>The values that decide whether a part is left out.</summary>
    public IEnumerable<string> Conditions => Conditional().Matches(html).Select(m => m.Groups["name"].Value).Distinct();

    /// <summary>The texts that the template asks for.</summary>
    public IEnumerable<string> TextKeys => Place().Matches(html).Where(m => m.Groups["text"].Success).Select(m => m.Groups["text"].Value).Distinct();

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
