using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents.Editing;

/// <summary>
/// What an edited template must keep to: nothing in it runs or is fetched, it has no place that nobody fills, and what the
/// regulation wants on the paper stays on it.
/// </summary>
public sealed partial class TemplateRules(DocumentTemplates shipped, Texts texts)
{
    public const int MaxLength = 50_000;

    private const string TextPrefix = "Document.";

    private static readonly HashSet<string> Elements = ["article", "h1", "h2", "p", "table", "tr", "th", "td", "br", "strong", "em", "span"];
    private static readonly HashSet<string> Attributes = ["class", "scope"];

    /// <summary>Every fault, in the order of the text; none when the template may be published.</summary>
    public IReadOnlyList<Refusal> Check(DocumentKind kind, string html)
    {
        if (string.IsNullOrWhiteSpace(html) || html.Length > MaxLength)
        {
            return [new Refusal("template-length", MaxLength)];
        }

        return [.. MarkupFaults(html), .. ConditionFaults(kind, html), .. PlaceFaults(kind, html), .. MissingFrom(kind, html)];
    }

    /// <summary>The values that a paper of the kind may show: those of every case, and those that its shipped template has.</summary>
    public IReadOnlyList<string> FieldsOf(DocumentKind kind) =>
        [.. shipped[kind].Names.Concat(shipped[kind].Conditions).Concat(DocumentIssuer.CaseFields).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<Refusal> MarkupFaults(string html)
    {
        XElement page;
        try
        {
            using var reader = XmlReader.Create(new StringReader($"<page>{html}</page>"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            page = XElement.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException broken)
        {
            return [new Refusal("template-not-well-formed", broken.LineNumber, broken.LinePosition)];
        }

        if (page.Elements().Count() != 1 || page.Elements().Single().Name != "article")
        {
            return [new Refusal("template-one-article")];
        }

        // A reader of HTML ends these where it likes and takes the rest for markup.
        if (page.DescendantNodes().FirstOrDefault(n => n is XCData or XProcessingInstruction) is { } hidden)
        {
            return [new Refusal("template-element", hidden is XProcessingInstruction told ? "?" + told.Target : "![CDATA[", ((IXmlLineInfo)hidden).LineNumber)];
        }

        return page.Descendants().SelectMany(element => FaultsOf(element));
    }

    private static IEnumerable<Refusal> FaultsOf(XElement element)
    {
        var line = ((IXmlLineInfo)element).LineNumber;
        if (!Elements.Contains(element.Name.ToString()))
        {
            yield return new Refusal("template-element", element.Name.LocalName, line);
        }

        foreach (var attribute in element.Attributes().Where(a => !Attributes.Contains(a.Name.ToString())))
        {
            yield return new Refusal("template-attribute", attribute.Name.LocalName, line);
        }
    }

    /// <summary>A condition stands on a line of its own, has an end before the next begins, and asks for a value that exists.</summary>
    private IEnumerable<Refusal> ConditionFaults(DocumentKind kind, string html)
    {
        var fields = FieldsOf(kind);
        var open = 0;
        foreach (var (text, line) in html.Split('\n').Select((l, i) => (l.Trim(), i + 1)).Where(l => l.Item1.Contains("<!--", StringComparison.Ordinal)))
        {
            var condition = ConditionLine().Match(text);
            if (!condition.Success || (condition.Groups["name"].Success ? open > 0 : open == 0))
            {
                yield return new Refusal("template-condition", line);
                yield break;
            }

            if (condition.Groups["name"] is { Success: true, Value: var name } && !fields.Contains(name))
            {
                yield return new Refusal("template-field-unknown", name, line);
            }

            open = condition.Groups["name"].Success ? line : 0;
        }

        if (open > 0)
        {
            yield return new Refusal("template-condition", open);
        }
    }

    private IEnumerable<Refusal> PlaceFaults(DocumentKind kind, string html)
    {
        var fields = FieldsOf(kind);
        foreach (var (text, line) in html.Split('\n').Select((l, i) => (l, i + 1)))
        {
            var template = new DocumentTemplate(text);
            foreach (var name in template.Names.Where(n => !fields.Contains(n)))
            {
                yield return new Refusal("template-field-unknown", name, line);
            }

            foreach (var key in template.TextKeys.Where(k => !texts.Has(TextPrefix + k)))
            {
                yield return new Refusal("template-text-unknown", key, line);
            }

            if (template.Fill(_ => "", _ => "x").Value is var rest && (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("[[", StringComparison.Ordinal)))
            {
                yield return new Refusal("template-place-broken", line);
            }
        }
    }

    /// <summary>What the shipped template requires, and the legal notes of the kind, e.g. the right to a review (Art. 35).</summary>
    private IEnumerable<Refusal> MissingFrom(DocumentKind kind, string html)
    {
        var edited = new DocumentTemplate(html);
        // What always stands on the shipped paper may not depend on a condition.
        var (names, keys) = (shipped[kind].AlwaysRequired.Except(edited.AlwaysRequired), shipped[kind].AlwaysSaid.Except(edited.AlwaysSaid));
        foreach (var name in shipped[kind].RequiredNames.Except(edited.RequiredNames).Union(names))
        {
            yield return new Refusal("template-required-field", texts[$"{TextPrefix}label.{name}"], name);
        }

        foreach (var key in shipped[kind].TextKeys.Except(edited.TextKeys).Union(keys).Where(k => k.StartsWith(kind.Key + ".", StringComparison.Ordinal)))
        {
            yield return new Refusal("template-required-text", texts[TextPrefix + key], key);
        }
    }

    [GeneratedRegex(@"^<!--(if (?<name>\w+)|end)-->$")]
    private static partial Regex ConditionLine();
}
