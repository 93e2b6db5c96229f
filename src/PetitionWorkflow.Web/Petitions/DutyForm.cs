using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>The form that closes or waives one duty; a page has several, so each has ids of its own.</summary>
/// <param name="Duty">Which.</param>
/// <param name="Kind">close or waive.</param>
/// <param name="Page">The case page.</param>
public sealed record DutyForm(Duty Duty, string Kind, CaseModel Page)
{
    public string Panel => $"{Kind}-{Duty.Id:n}";

    public bool IsOpen => Page.OpenPanel == Panel;

    public string Handler => Kind == "close" ? "CloseDuty" : "WaiveDuty";

    /// <summary>A unit named in an urgent instruction has only to say that it knows and acts (C71).</summary>
    public bool IsAcknowledgement => Kind == "close" && Duty.Origin == DutyOrigin.UrgentInstruction;

    public string TitleKey => IsAcknowledgement ? "CasePage.DutyAcknowledge" : Kind == "close" ? "CasePage.DutyClose" : "CasePage.DutyWaive";

    public string LabelKey => Kind == "close" ? "CasePage.DutyWords" : "CasePage.DutyReason";
}
