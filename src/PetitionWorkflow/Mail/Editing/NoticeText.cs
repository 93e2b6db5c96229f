using System.Globalization;
using System.Text.RegularExpressions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail.Editing;

/// <summary>Subject and body of a notice in one language, with places such as <c>{{case}}</c> for what only its case can tell.</summary>
public sealed partial record NoticeText(string Subject, string Text)
{
    /// <summary>Characters. Filled in it must still fit the outbox's column.</summary>
    public const int MaxSubject = 120;

    public const int MaxText = 4000;

    /// <summary>The case number, the first value of every notice.</summary>
    public const string CaseNumber = "case";

    /// <summary>
    /// What a notice of the kind can say. Nothing of it is personal data (F46): a name or a phone number is no field of any mail, who may
    /// read more follows the link.
    /// </summary>
    public static IReadOnlyList<string> FieldsOf(NoticeKind kind) => [CaseNumber, .. kind.Values];

    /// <summary>The shipped words number their places; people read names.</summary>
    public static NoticeText Shipped(NoticeKind kind, Texts mine)
    {
        var fields = FieldsOf(kind);
        return new NoticeText(Named("Subject"), Named("Text"));

        string Named(string part) => Numbered().Replace(mine[$"Notice.{kind.Key}.{part}"], place => $"{{{{{fields[int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture)]}}}}}");
    }

    /// <summary>Browsers send line breaks of their own.</summary>
    public NoticeText Normalised() => new(Subject.Trim(), Text.ReplaceLineEndings("\n").Trim());

    /// <param name="kind">Names the values.</param>
    /// <param name="values">The case number, then the kind's own.</param>
    /// <param name="culture">The reader's.</param>
    public NoticeText Filled(NoticeKind kind, IReadOnlyList<object> values, CultureInfo culture)
    {
        var fields = FieldsOf(kind).ToList();
        return new NoticeText(Fill(Subject), Fill(Text));

        string Fill(string text) => Place().Replace(text, place => fields.IndexOf(place.Groups["name"].Value) is var i and >= 0 && i < values.Count ? Convert.ToString(values[i], culture) ?? "" : "");
    }

    /// <summary>Everything that is wrong with it, each with its place; a text without faults can be filled in whatever the case.</summary>
    public IReadOnlyList<Refusal> Faults(NoticeKind kind)
    {
        var faults = new List<Refusal>();
        if (Subject.Length is 0 or > MaxSubject || Subject.Any(char.IsControl))
        {
            faults.Add(new Refusal("notice-subject-length", MaxSubject) { Field = nameof(Subject) });
        }

        if (Text.Length is 0 or > MaxText || Text.Any(c => char.IsControl(c) && c != '\n'))
        {
            faults.Add(new Refusal("notice-text-length", MaxText) { Field = nameof(Text) });
        }

        var fields = FieldsOf(kind);
        faults.AddRange(PlaceFaults(Subject, fields, "notice-subject", nameof(Subject)));
        faults.AddRange(PlaceFaults(Text, fields, "notice-text", nameof(Text)));
        if (!Subject.Contains($"{{{{{CaseNumber}}}}}", StringComparison.Ordinal))
        {
            faults.Add(new Refusal("notice-number-missing") { Field = nameof(Subject) });
        }

        return faults;
    }

    private static IEnumerable<Refusal> PlaceFaults(string text, IReadOnlyList<string> fields, string code, string field)
    {
        foreach (var (line, number) in text.Split('\n').Select((l, i) => (l, i + 1)))
        {
            foreach (var name in Place().Matches(line).Select(m => m.Groups["name"].Value).Where(n => !fields.Contains(n)).Distinct())
            {
                yield return new Refusal(code + "-field-unknown", name, number) { Field = field };
            }

            if (Place().Replace(line, "").AsSpan().IndexOfAny('{', '}') >= 0)
            {
                yield return new Refusal(code + "-place-broken", number) { Field = field };
            }
        }
    }

    [GeneratedRegex(@"\{\{(?<name>[^{}\n]*)\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Numbered();
}
