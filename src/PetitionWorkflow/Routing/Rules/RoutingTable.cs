using System.Text.Json;
using System.Text.Json.Serialization;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>
/// The office's decision table: what a petition says decides which unit is suggested, its class, importance and urgency (C05, C19,
/// C69). A version never changes once it is in force, so a decision can be reproduced years later.
/// </summary>
public sealed record RoutingTable(IReadOnlyList<RoutingRule> Rules)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Refused naming the place that is wrong.</summary>
    public static Result<RoutingTable> Read(string json)
    {
        RoutingTable? table;
        try
        {
            table = JsonSerializer.Deserialize<RoutingTable>(json, Json);
        }
        catch (JsonException malformed)
        {
            return new Refusal("routing-table-malformed", malformed.Path ?? "$");
        }

        if (table?.Rules is null || table.Rules.Any(rule => rule is null))
        {
            return new Refusal("routing-table-malformed", "$.rules");
        }

        if (table.Rules.FirstOrDefault(rule => string.IsNullOrWhiteSpace(rule.Id)) is not null)
        {
            return new Refusal("routing-rule-without-id");
        }

        if (table.Rules.GroupBy(rule => rule.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return new Refusal("routing-rule-twice", twice.Key);
        }

        return table.Rules.FirstOrDefault(rule => rule.When.IsEmpty) is { } always ? new Refusal("routing-rule-without-condition", always.Id) : table;
    }
}

/// <summary>One line of the table.</summary>
/// <param name="Id">Stands in the case's history; never reused for another meaning.</param>
public sealed record RoutingRule(string Id, RoutingCondition When, RoutingResult Then);

/// <summary>All given parts must hold; a list holds when one of its entries does.</summary>
public sealed record RoutingCondition
{
    /// <summary>Words in the subject or the text, simplified or traditional as written there.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Words that must not occur.</summary>
    public IReadOnlyList<string> NoneOf { get; init; } = [];

    /// <summary>Parts of the place (屬地管理).</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    public IReadOnlyList<Channel> Channels { get; init; } = [];
    public IReadOnlyList<MatterClass> MatterClasses { get; init; } = [];

    /// <summary>The level of government that the place names (分級負責); never holds where it names none.</summary>
    public IReadOnlyList<GovernmentLevel> Levels { get; init; } = [];

    /// <summary>人數, for collective petitions.</summary>
    public int? AtLeastPeople { get; init; }

    [JsonIgnore]
    public bool IsEmpty =>
        Words.Count == 0 && Places.Count == 0 && Levels.Count == 0 && Channels.Count == 0 && MatterClasses.Count == 0 && AtLeastPeople is null;
}

/// <summary>What a matching rule says; null leaves the question to later rules.</summary>
public sealed record RoutingResult
{
    /// <summary><see cref="Staff.Unit.Code"/> of the suggested lead unit.</summary>
    public string? Unit { get; init; }

    public string? Category { get; init; }
    public MatterClass? MatterClass { get; init; }

    /// <summary>The way of Art. 31, of a claim (R20).</summary>
    public HandlingWay? Way { get; init; }

    public Importance? Importance { get; init; }

    /// <summary>A criterion of 四(三)1: <c>mass-incident</c>, <c>stability</c>, <c>extreme-act</c>.</summary>
    public string? Urgent { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Unit is null && Category is null && MatterClass is null && Way is null && Importance is null && Urgent is null;
}
