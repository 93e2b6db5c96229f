using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Rules;

/// <summary>The form of a routing rule. Words are typed one after the other, parted by spaces, lines or commas of either writing.</summary>
public sealed class RuleInput
{
    private static readonly char[] Separators = [' ', '\u3000', '\t', '\r', '\n', ',', '，', '、', ';', '；'];

    public int BasedOn { get; set; }
    public string? Id { get; set; }
    public int? Position { get; set; }
    public string? Words { get; set; }
    public string? NoneOf { get; set; }
    public string? Places { get; set; }
    public List<GovernmentLevel> Levels { get; set; } = [];
    public List<Channel> Channels { get; set; } = [];
    public List<MatterClass> MatterClasses { get; set; } = [];
    public int? AtLeastPeople { get; set; }
    public string? Urgent { get; set; }
    public string? Unit { get; set; }
    public string? Category { get; set; }
    public MatterClass? MatterClass { get; set; }
    public HandlingWay? Way { get; set; }
    public Importance? Importance { get; set; }
    public string? Note { get; set; }

    public static RuleInput Of(RoutingRule rule, int position, int basedOn) => new()
    {
        BasedOn = basedOn, Id = rule.Id, Position = position,
        Words = string.Join('、', rule.When.Words), NoneOf = string.Join('、', rule.When.NoneOf), Places = string.Join('、', rule.When.Places),
        Levels = [.. rule.When.Levels], Channels = [.. rule.When.Channels], MatterClasses = [.. rule.When.MatterClasses], AtLeastPeople = rule.When.AtLeastPeople,
        Urgent = rule.Then.Urgent, Unit = rule.Then.Unit, Category = rule.Then.Category, MatterClass = rule.Then.MatterClass, Way = rule.Then.Way, Importance = rule.Then.Importance,
    };

    public RoutingRule Rule(string? existing) => new(
        existing ?? Id?.Trim() ?? "",
        new RoutingCondition
        {
            Words = Split(Words), NoneOf = Split(NoneOf), Places = Split(Places), Levels = [.. Levels.Distinct()], Channels = [.. Channels.Distinct()],
            MatterClasses = [.. MatterClasses.Distinct()], AtLeastPeople = AtLeastPeople,
        },
        new RoutingResult { Urgent = Given(Urgent), Unit = Given(Unit), Category = Given(Category), MatterClass = MatterClass, Way = Way, Importance = Importance });

    private static List<string> Split(string? typed) =>
        [.. (typed ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static string? Given(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
