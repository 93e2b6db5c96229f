using System.Collections;
using System.Globalization;
using System.Text.Json;
using WorkflowRuntime.Expressions;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>The fields of a filled-in form as flows carry them. A missing field is null or empty, never an error.</summary>
public sealed class CaseData
{
    private readonly IReadOnlyDictionary<string, object?> _fields;

    private CaseData(IReadOnlyDictionary<string, object?> fields) => _fields = fields;

    public IReadOnlyDictionary<string, object?> Fields => _fields;

    /// <summary>An object, or its JSON text: an Object expression gives text where the input's type is Object.</summary>
    public static CaseData Of(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> fields => new CaseData(fields),
        IDictionary<string, object?> fields => new CaseData(fields.AsReadOnly()),
        string { Length: > 0 } json when json.TrimStart().StartsWith('{') => Of(ValueJson.Deserialize(json)),
        JsonElement element => Of(ValueJson.FromElement(element)),
        _ => new CaseData(new Dictionary<string, object?>()),
    };

    public string? Text(string name) => _fields.TryGetValue(name, out var value) ? AsText(value) : null;

    public bool Flag(string name) => _fields.GetValueOrDefault(name) is true or "true";

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateOnly? Day(string name) => DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public Guid? Id(string name) => Guid.TryParse(Text(name), out var id) ? id : null;

    public T? Choice<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Text(name), out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>For a paper: lists become lines, yes and no become true and false (the paper puts them in words).</summary>
    public Dictionary<string, string?> ToText() => _fields.ToDictionary(f => f.Key, f => AsText(f.Value));

    private static string? AsText(object? value) => value switch
    {
        null => null,
        string text => text.Length == 0 ? null : text,
        bool flag => flag ? "true" : "false",
        IEnumerable list => string.Join('\n', list.Cast<object?>().Select(AsText)),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
