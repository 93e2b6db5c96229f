using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Routing.Options;
using PetitionWorkflow.Shared;
using PetitionWorkflow.UrgentReports;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// 緊急信息報告 and 續報 (C70-C73). Without data it is the first report, made of what the case says, because leaders are told in the very
/// transaction that flags it; a follow-up brings its own three sections.
/// </summary>
[Activity("Petition", "ReportUrgent", DisplayName = "Report urgent", Description = "Reports an urgent matter, or a follow-up, to the leaders.")]
public sealed class ReportUrgent : CaseActivity
{
    [Input(DisplayName = "Data", Description = "The filled-in follow-up report; empty for the first report.")]
    public Input<object> Data { get; set; } = new();

    [Input(DisplayName = "Kind of urgency", UIHint = InputHints.DropDown, OptionsProvider = typeof(UrgentCriterionOptions), Description = "For the first report; the instance's input when empty.")]
    public Input<string> Criterion { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var data = step.Data(Data);
        var texts = step.Service<Texts>();
        var criterion = step.Get(Criterion) is { Length: > 0 } given ? given
            : step.Context.WorkflowInput.GetValueOrDefault("Criterion") as string ?? await KnownCriterionAsync(step);
        var sections = new UrgentSections(
            data.Text("facts") ?? step.Petition.Subject,
            data.Text("development") ?? texts["UrgentReports.FirstDevelopment"],
            data.Text("measures") ?? texts["UrgentReports.FirstMeasures"]);
        (await step.Service<UrgentReporter>().ReportAsync(step.Petition, criterion, sections, step.Act, step.Cancellation)).Require();
        await step.Service<StopByRule>().HappenedAsync(step.Petition.Id, StopEvents.FollowUpReported, clock => clock.AssignmentId is null, step.Act, step.Cancellation);
    }

    private static async Task<string> KnownCriterionAsync(CaseStep step) =>
        await step.Work.Db.Set<UrgentReport>().Where(r => r.PetitionId == step.Petition.Id).OrderBy(r => r.Sequence)
            .Select(r => r.Criterion).FirstOrDefaultAsync(step.Cancellation) ?? Intake.UrgentCriteria.Stability;
}
