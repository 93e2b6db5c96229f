using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>What the assignment form says, checked: content, requirements and limit are never empty (C38).</summary>
public sealed record AssignmentOrder(Guid LeadUnit, IReadOnlyList<Guid> Units, string Content, string Requirements, DateOnly DueDay)
{
    /// <summary>The rule that chose the unit, or the clerk's own reason (C05, C20).</summary>
    public required string Reason { get; init; }

    public required bool AsSuggested { get; init; }

    /// <summary>反饋方式: the feedback sheet, or with a closing report (辦結報告, Art. 22(三)).</summary>
    public required string FeedbackMethod { get; init; }

    public static Result<AssignmentOrder> Read(CaseData data, CaseData suggestion, DateOnly today)
    {
        if (data.Id("leadUnit") is not { } lead)
        {
            return Missing("leadUnit");
        }

        if (data.Text("content") is not { } content)
        {
            return Missing("content");
        }

        if (data.Text("requirements") is not { } requirements)
        {
            return Missing("requirements");
        }

        if (data.Number("dueDays") is not { } days)
        {
            return Missing("dueDays");
        }

        var suggested = suggestion.Id("unit");
        var own = data.Text("overrideReason");
        if (suggested is not null && suggested != lead && own is null)
        {
            return new Refusal("assignment-needs-reason") { Field = "overrideReason" };
        }

        Guid[] assisting = [.. new[] { "assistingUnit1", "assistingUnit2", "assistingUnit3" }.Select(data.Id).OfType<Guid>()];
        return new AssignmentOrder(lead, [.. assisting.Prepend(lead).Distinct()], content, requirements, today.AddDays(days))
        {
            Reason = suggested == lead ? suggestion.Text("reason") ?? "" : own ?? "",
            AsSuggested = suggested == lead,
            FeedbackMethod = data.Text("feedbackMethod") ?? "result-sheet",
        };
    }

    private static Refusal Missing(string field) => new("field-required") { Field = field };
}

/// <summary>主辦 or 協辦</summary>
public sealed record AssignmentUnit(Unit Unit, bool IsLead);
