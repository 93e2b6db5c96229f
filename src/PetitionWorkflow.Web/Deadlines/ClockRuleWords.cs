using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>A clock rule in the reader's words, and what one version says differently from another.</summary>
internal static class ClockRuleWords
{
    public static string LengthOf(this Texts texts, ClockRule rule) => rule.Length is { } length ? $"{length} {texts.Of(rule.Unit)}" : texts["ClockRules.Stated"];

    /// <summary>What in a case's life starts it, unless an administrator chose another moment; the clocks of reports share a sentence.</summary>
    public static string StartedBy(this Texts texts, ClockRule rule) => rule.Starts == ClockCatalogue.Shipped.Newest(rule.Code)?.Starts
        ? texts["Deadlines.StartedBy." + rule.Code.Split('-')[0]]
        : texts.Of(rule.Starts);

    public static string StopsOf(this Texts texts, ClockRule rule) => string.Join(texts["Staff.ListSeparator"], rule.Stops.Select(what => texts["Deadlines.StopEvent." + what]));

    public static string PausesOf(this Texts texts, ClockRule rule) => rule.PauseGrounds.Count == 0
        ? texts["ClockRules.No"]
        : string.Join(texts["Staff.ListSeparator"], rule.PauseGrounds.Select(g => texts["Deadlines.PauseGround." + g] + (rule.PauseBases.FirstOrDefault(b => b.Ground == g) is { } cited ? $" ({cited.Basis})" : "")));

    public static string StepOf(this Texts texts, LadderStep step)
    {
        var offset = step.Offset > 0 ? $" {step.Offset}" : "";
        var every = step.Every > 0 ? $" {texts["ClockRules.EveryN", step.Every]}" : "";
        var most = step.AtMost > 0 ? $" {texts["ClockRules.AtMostN", step.AtMost]}" : "";
        var to = step.To.Count == 0 ? "" : " → " + string.Join(texts["Staff.ListSeparator"], step.To.Select(a => texts.Of(a)));
        return texts.Of(step.Kind) + offset + every + most + to;
    }

    /// <summary>One sentence for each thing that the later version says differently.</summary>
    public static IReadOnlyList<string> Differences(this Texts texts, (ClockRule Rule, LadderRule Ladder) before, (ClockRule Rule, LadderRule Ladder) after)
    {
        var lines = new List<string>();
        Changed("ClockRules.Length", texts.LengthOf(before.Rule), texts.LengthOf(after.Rule));
        foreach (var profile in ClockProfiles.All.Where(p => p != ClockProfiles.National))
        {
            Changed("Deadlines.Profile." + profile, texts.LengthOf(before.Rule.For(profile)), texts.LengthOf(after.Rule.For(profile)));
        }

        Changed("ClockRules.Starts", texts.Of(before.Rule.Starts), texts.Of(after.Rule.Starts));
        Changed("ClockRules.Stops", texts.StopsOf(before.Rule), texts.StopsOf(after.Rule));
        Changed("ClockRules.RollForward", YesNo(before.Rule.RollForward), YesNo(after.Rule.RollForward));
        Changed("ClockRules.Pauses", texts.PausesOf(before.Rule), texts.PausesOf(after.Rule));
        Changed("ClockRules.Basis", texts.BasisOf(before.Rule.Basis), texts.BasisOf(after.Rule.Basis));
        Changed("ClockRules.Hour", $"{before.Ladder.Hour}", $"{after.Ladder.Hour}");
        var (old, young) = (before.Ladder.Steps.Select(texts.StepOf).ToList(), after.Ladder.Steps.Select(texts.StepOf).ToList());
        lines.AddRange(old.Except(young).Select(step => $"− {step}"));
        lines.AddRange(young.Except(old).Select(step => $"+ {step}"));
        return lines;

        void Changed(string label, string was, string isNow)
        {
            if (was != isNow)
            {
                lines.Add($"{texts[label]}: {was} → {isNow}");
            }
        }

        string YesNo(bool value) => texts[value ? "ClockRules.Yes" : "ClockRules.No"];
    }
}
