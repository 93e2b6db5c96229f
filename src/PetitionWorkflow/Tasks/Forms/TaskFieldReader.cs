using System.Globalization;
using System.Text.Json.Nodes;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tasks.Forms;

/// <summary>One field's text as the value to store; null when it was left empty and may be.</summary>
internal static class TaskFieldReader
{
    public static Result<JsonNode?> Read(TaskFormField field, string text, bool required)
    {
        if (field.Kind == TaskFieldKind.Checkbox)
        {
            var ticked = text is "true" or "on" or "1";
            return ticked || !required ? JsonValue.Create(ticked) : new Refusal("field-must-be-ticked");
        }

        if (text.Length == 0)
        {
            return !required ? (JsonNode?)null : field.Kind == TaskFieldKind.LegalBasis ? new Refusal("basis-missing") : new Refusal("field-required");
        }

        if (text.Length > field.Limit)
        {
            return new Refusal("field-too-long", field.Limit, text.Length);
        }

        return field.Kind switch
        {
            TaskFieldKind.Text or TaskFieldKind.Category => JsonValue.Create(text.ReplaceLineEndings(" ")),
            TaskFieldKind.Multiline => JsonValue.Create(text),
            TaskFieldKind.Number => ReadNumber(field, text),
            TaskFieldKind.Date => ReadDate(text),
            TaskFieldKind.Choice => field.Options.Any(o => o.Value == text) ? JsonValue.Create(text) : new Refusal("field-not-an-option"),
            TaskFieldKind.Unit => Guid.TryParse(text, out var unit) ? JsonValue.Create(unit.ToString()) : new Refusal("field-unknown-unit"),
            TaskFieldKind.Staff or TaskFieldKind.Person => Guid.TryParse(text, out var person) ? JsonValue.Create(person.ToString()) : new Refusal("field-unknown-person"),
            TaskFieldKind.LegalBasis => new JsonArray([.. LinesOf(text).Select(l => JsonValue.Create(l))]),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field.Kind, null),
        };
    }

    private static Result<JsonNode?> ReadNumber(TaskFormField field, string text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number))
        {
            return new Refusal("field-not-a-number");
        }

        if (number < field.Min)
        {
            return new Refusal("field-too-small", field.Min);
        }

        return number > field.Max ? new Refusal("field-too-large", field.Max) : JsonValue.Create(number);
    }

    private static Result<JsonNode?> ReadDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200
            ? JsonValue.Create(text)
            : new Refusal("field-not-a-date");

    private static IEnumerable<string> LinesOf(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
