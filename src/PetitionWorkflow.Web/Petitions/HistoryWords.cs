using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks.Forms;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Tasks;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>One line of the history as it is read.</summary>
public sealed record HistoryLine(DateTime Local, string Actor, string Sentence, string? Reason, bool BySystem)
{
    /// <summary>The kept message that the line tells of; opened by those who watch the mail.</summary>
    public Guid? IncomingMail { get; init; }
}

/// <summary>
/// Puts stored events into plain words. The sentence is the text <c>Event.KIND</c> with the event's properties as named places:
/// <c>{taskType}</c>. A kind without a sentence (stored by a later version, say) is still readable.
/// </summary>
public sealed partial class HistoryWords(Texts texts, IEnumerable<ITaskFormCatalogue> forms)
{
    /// <summary>Every kind of event that this version knows.</summary>
    public static readonly FrozenDictionary<string, Type> Kinds = typeof(ICaseEvent).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(ICaseEvent)))
        .ToFrozenDictionary(t => t.Name);

    public HistoryLine Of(CaseEvent happened)
    {
        using var data = JsonDocument.Parse(happened.Data);
        return new HistoryLine(ChinaTime.ToLocal(happened.At), texts.Actor(happened.ActorName), SentenceOf(happened.Kind, data.RootElement), happened.Reason, happened.ActorName.IsSystem())
        {
            IncomingMail = happened.Kind == nameof(MailAnswered) ? data.RootElement.GetProperty("incomingMailId").GetGuid() : null,
        };
    }

    private string SentenceOf(string kind, JsonElement data)
    {
        var type = Kinds.GetValueOrDefault(kind);
        var key = "Event." + kind;
        return texts.Has(key)
            ? Place().Replace(texts[key], place => data.TryGetProperty(place.Groups["name"].Value, out var value) ? Say(type, place.Groups["name"].Value, value, data) : "—")
            : Readable(kind, data);
    }

    /// <summary>The kind's name as words, and what it holds.</summary>
    private static string Readable(string kind, JsonElement data)
    {
        var values = data.EnumerateObject().Where(p => p.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) && !Guid.TryParse(p.Value.ToString(), out _))
            .Select(p => $"{Words(p.Name).ToLowerInvariant()}: {p.Value}").ToList();
        return values.Count == 0 ? Words(kind) : $"{Words(kind)} ({string.Join("; ", values)})";
    }

    private string Say(Type? type, string name, JsonElement value, JsonElement data) => name switch
    {
        "taskType" => texts.TaskName(value.ToString()),
        "outcome" when data.TryGetProperty("taskType", out var taskType) => OutcomeOf(taskType.ToString(), value.ToString()),
        "method" when type == typeof(DocumentDelivered) => Known("TaskForms.deliver.method.", value),
        "criterion" => Known("TaskForms.classify.urgentCriterion.", value),
        "ground" => Known("Deadlines.PauseGround.", value),
        "code" => texts.ClockName(value.ToString()),
        "documentKind" => KnownOr($"Document.{value}.title", value),
        _ => SayByType(type?.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name)?.PropertyType, value),
    };

    private string SayByType(Type? type, JsonElement value)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return value.ValueKind switch
        {
            JsonValueKind.True => texts["CasePage.Yes"],
            JsonValueKind.False => texts["CasePage.No"],
            JsonValueKind.Array => value.GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture),
            JsonValueKind.String when type is { IsEnum: true } && Enum.TryParse(type, value.GetString(), out var known) => texts.Of((Enum)known!),
            JsonValueKind.String when type == typeof(DateTime) => ChinaTime.ToLocal(value.GetDateTime()).ToString("yyyy-MM-dd HH:mm"),
            _ => value.ToString(),
        };
    }

    private string OutcomeOf(string taskType, string outcome) =>
        forms.Select(f => f.Find(taskType)?.Outcome(outcome)).FirstOrDefault(o => o is not null) is { } known ? texts.LabelOf(known) : texts.OutcomeName(outcome);

    private string Known(string prefix, JsonElement value) => KnownOr(prefix + value, value);

    private string KnownOr(string key, JsonElement value) => texts.Has(key) ? texts[key] : value.ToString();

    private static string Words(string name)
    {
        var spaced = WordStart().Replace(name, " $0").Trim();
        return char.ToUpperInvariant(spaced[0]) + spaced[1..].ToLowerInvariant();
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex WordStart();
}
