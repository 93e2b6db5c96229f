using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Every clock rule in every version, and the reminder ladders that they name (Data/clocks.json).</summary>
public sealed class ClockCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<ClockCatalogue> Loaded = new(Load);
    private readonly Dictionary<(string Code, int Version), ClockRule> _rules;
    private readonly Dictionary<string, LadderRule> _ladders;

    /// <exception cref="InvalidOperationException">The data contradicts itself.</exception>
    public ClockCatalogue(IReadOnlyCollection<ClockRule> rules, IReadOnlyCollection<LadderRule> ladders)
    {
        _ladders = ladders.ToDictionary(l => l.Name);
        _rules = rules.ToDictionary(r => (r.Code, r.Version));
        foreach (var rule in rules)
        {
            Check(rule);
        }

        foreach (var ladder in ladders)
        {
            Require(ladder.Steps.All(s => s.Kind != StageKind.Urge || s.Every > 0), $"ladder {ladder.Name}: an urge without an interval");
            Require(!ladder.InMinutes || ladder.Steps.All(s => s.Kind != StageKind.HalfWay), $"ladder {ladder.Name}: half-way is for days");
            Require(ladder.Hour is >= 0 and <= 23, $"ladder {ladder.Name}: no such hour");
        }
    }

    private ClockCatalogue(Dictionary<(string Code, int Version), ClockRule> rules, Dictionary<string, LadderRule> ladders) => (_rules, _ladders) = (rules, ladders);

    /// <summary>The catalogue that comes with the service.</summary>
    public static ClockCatalogue Shipped => Loaded.Value;

    public IEnumerable<ClockRule> Rules => _rules.Values.OrderBy(r => r.Code, StringComparer.Ordinal).ThenBy(r => r.Version);

    /// <summary>The version in force on the day on which a clock starts.</summary>
    public Result<ClockRule> InForce(string code, DateOnly day) =>
        _rules.Values.SingleOrDefault(r => r.Code == code && r.IsInForce(day)) is { } rule ? rule : new Refusal("clock-rule-not-in-force", code, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The version that a case started under.</summary>
    public ClockRule Get(string code, int version) => _rules[(code, version)];

    /// <summary>The rule that a clock runs under: its version, as its profile has it.</summary>
    public ClockRule Of(CaseClock clock) => Get(clock.Code, clock.RuleVersion).For(clock.Profile);

    public LadderRule LadderOf(ClockRule rule) => _ladders[rule.Ladder];

    /// <summary>The hours (China) at which the clocks of days remind, as the rules in force and those that were published for later have them.</summary>
    public IEnumerable<int> Mornings => _rules.Values.Where(r => r.CountsDays && r.EffectiveUntil is null).Select(r => LadderOf(r).Hour).Distinct();

    /// <summary>The version that was published last, in force already or later.</summary>
    public ClockRule? Newest(string code) => _rules.Values.Where(r => r.Code == code).MaxBy(r => r.Version);

    /// <summary>
    /// The catalogue with what an administrator published on top: the version before it ends on the day before, without becoming another
    /// version. One that was replaced before it began was never in force.
    /// </summary>
    public ClockCatalogue With(PublishedClock published)
    {
        var (rules, ladders) = (new Dictionary<(string Code, int Version), ClockRule>(_rules), new Dictionary<string, LadderRule>(_ladders));
        foreach (var rule in _rules.Values.Where(r => r.Code == published.Rule.Code && (r.EffectiveUntil is not { } last || last >= published.Rule.EffectiveFrom)))
        {
            rules[(rule.Code, rule.Version)] = rule with { EffectiveUntil = published.Rule.EffectiveFrom.AddDays(-1) };
        }

        // One of before rules held what ends them. What ends a legal time or a right is the law's, whenever the version was published.
        var shipped = Shipped.Newest(published.Rule.Code);
        rules[(published.Rule.Code, published.Rule.Version)] = shipped switch
        {
            null => published.Rule,
            _ when published.Rule.Stops.Count == 0 => published.Rule with { Starts = shipped.Starts, Stops = shipped.Stops, Restarts = shipped.Restarts },
            _ when published.Rule.Standing != ClockStanding.Internal => published.Rule with { Stops = shipped.Stops },
            _ => published.Rule,
        };
        ladders[published.Ladder.Name] = published.Ladder;
        return new ClockCatalogue(rules, ladders);
    }

    private void Check(ClockRule rule)
    {
        var name = $"{rule.Code} version {rule.Version}";
        Require(rule.Length is null or > 0, $"{name}: the length must be positive");
        Require(
            rule.Profiles.All(p => p.Length > 0 && ClockProfiles.All.Contains(p.Profile) && p.Profile != ClockProfiles.National && rule.Length is not null && rule.CountsDays == (p.Unit is ClockUnit.CalendarDays or ClockUnit.WorkingDays)),
            $"{name}: a profile's length does not fit");
        Require(rule.Stops.Count > 0 && rule.Stops.All(StopEvents.All.Contains) && rule.Restarts.All(rule.Stops.Contains), $"{name}: nothing ends it, or what is no stop event");
        Require(rule.EffectiveUntil is not { } last || last >= rule.EffectiveFrom, $"{name}: it ends before it begins");
        Require(rule.PauseGrounds.All(PauseGrounds.All.Contains), $"{name}: no such ground of a pause");
        Require(rule.CountsDays || !rule.RollForward, $"{name}: only a clock of days can roll forward");
        Require(_ladders.TryGetValue(rule.Ladder, out var ladder), $"{name}: no ladder '{rule.Ladder}'");
        Require(ladder!.InMinutes != rule.CountsDays, $"{name}: ladder '{rule.Ladder}' counts in another unit");
        Require(rule.ExtendedBy is null || _rules.Values.Any(r => r.Code == rule.ExtendedBy && r.Unit == rule.Unit), $"{name}: no clock '{rule.ExtendedBy}' to extend it");
        Require(
            _rules.Values.All(r => r == rule || r.Code != rule.Code || !r.IsInForce(rule.EffectiveFrom)),
            $"{name}: another version is in force on {rule.EffectiveFrom:yyyy-MM-dd}");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Clock catalogue: " + otherwise);
        }
    }

    private static ClockCatalogue Load()
    {
        using var stream = typeof(ClockCatalogue).Assembly.GetManifestResourceStream("deadlines/clocks.json")!;
        var file = JsonSerializer.Deserialize<CatalogueFile>(stream, Json)!;
        return new ClockCatalogue(file.Clocks, file.Ladders);
    }

    private sealed record CatalogueFile(IReadOnlyList<ClockRule> Clocks, IReadOnlyList<LadderRule> Ladders);
}
