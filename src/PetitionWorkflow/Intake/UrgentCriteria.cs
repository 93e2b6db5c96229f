namespace PetitionWorkflow.Intake;

/// <summary>四(三)1: what makes information urgent (C69). The codes are those that the task forms offer.</summary>
public static class UrgentCriteria
{
    public const string MassIncident = "mass-incident";
    public const string Stability = "stability";
    public const string ExtremeAct = "extreme-act";

    public static readonly IReadOnlyList<string> All = [MassIncident, Stability, ExtremeAct];
}
