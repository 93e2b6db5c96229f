using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Routing.Assigning;
using PetitionWorkflow.Routing.Definitions;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Routing.Notices;
using PetitionWorkflow.Routing.Options;
using PetitionWorkflow.Routing.Publishing;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Routing.TaskRules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;
using WorkflowRuntime;
using WorkflowRuntime.Execution;

namespace PetitionWorkflow.Routing;

public static class RoutingServices
{
    /// <summary>The engine with the office's own steps, and everything that moves cases by it.</summary>
    public static IServiceCollection AddCaseRouting(this IServiceCollection services)
    {
        services.AddWorkflowRuntime(runtime => runtime.AddActivitiesFrom(typeof(RoutingServices).Assembly));
        services.AddScoped<BurstActor>();
        services.AddScoped<CaseFlows>();
        services.AddScoped<IWorkflowObserver, BurstWatch>();
        services.AddScoped<RunFlows>();
        services.AddSingleton<OutcomeWords>();
        services.AddScoped<ICaseFlowView, CaseFlowView>();
        services.AddScoped<IPublishedFlows, CaseFlowView>();
        services.AddScoped<IStartupSeed, WorkflowSeed>();
        services.AddScoped<SeedWorkflowHandler>();
        services.AddHandlers();
        services.AddSteps();
        services.AddRules();
        services.AddDesignerOptions();
        services.AddPublishing();
        return services;
    }

    private static void AddHandlers(this IServiceCollection services)
    {
        services.AddScoped<ICaseEventHandler<PetitionRegistered>, StartCaseFlow>();
        services.AddScoped<ICaseEventHandler<CaseAssigned>, AssignedInTime>();
        services.AddScoped<ICaseEventHandler<FlaggedUrgent>, StartUrgentEscalation>();
        services.AddScoped<ICaseEventHandler<InstructionGiven>, OpenGate>();
        services.AddScoped<ICaseEventHandler<TaskClaimed>, NewHandler>();
        services.AddScoped<ICaseEventHandler<TaskDelegated>, NewHandler>();
        services.AddScoped<ICaseEventHandler<TaskCompleted>, NewHandler>();
        services.AddScoped<ICaseEventHandler<TaskCompleted>, DutiesOfTasks>();
        services.AddScoped<ICaseEventHandler<TaskCompleted>, CompletedTasks>();
        services.AddScoped<ICaseEventHandler<TaskCompleted>, ObjectionInTime>();
        services.AddScoped<ICaseEventHandler<TaskCompleted>, SimplifiedNoMore>();
        services.AddScoped<ICaseEventHandler<AssignmentSigned>, PapersOfRecords>();
        services.AddScoped<ICaseEventHandler<UrgeRecorded>, PapersOfRecords>();
        services.AddScoped<ICaseEventHandler<DutyGiven>, TellOfDuty>();
        services.AddScoped<ICaseEventHandler<DutyGiven>, PapersOfRecords>();
        services.AddScoped<ICaseEventHandler<MediationHeld>, PapersOfRecords>();
        services.AddScoped<ICaseEventHandler<AssignmentMeetingHeld>, PapersOfRecords>();
        services.AddScoped<ICaseEventHandler<DutyDone>, EndAssistance>();
        services.AddScoped<ICaseEventHandler<DutyWaived>, EndAssistance>();
        services.AddScoped<ICaseEventHandler<PetitionClosed>, EndCaseFlows>();
        services.AddScoped<ICaseEventHandler<PetitionClosed>, AnswerMerged>();
        services.AddScoped<ICaseEventHandler<PetitionClosed>, ExecuteOpinion>();
    }

    private static void AddSteps(this IServiceCollection services)
    {
        services.AddSingleton<BuiltInTaskForms>();
        services.AddSingleton<ITaskFormCatalogue>(provider => provider.GetRequiredService<BuiltInTaskForms>());
        services.AddSingleton<TaskFormCheck>();
        services.AddScoped<TaskMaker>();
        services.AddScoped<Assigner>();
        services.AddScoped<AssignmentClocks>();
        services.AddScoped<DocumentFacts>();
        services.AddScoped<SimplifiedProcedure>();
        services.AddScoped<RepeatFacts>();
        services.AddSingleton<NoticeRecipients>();
    }

    private static void AddRules(this IServiceCollection services)
    {
        services.AddSingleton<RoutingTableCache>();
        services.AddScoped<RoutingTables>();
        services.AddScoped<PublishRoutingTableHandler>();
        services.AddScoped<RoutingRuleChecks>();
        services.AddScoped<ChangeRoutingTableHandler>();
        services.AddScoped<IStartupSeed, RoutingTableSeed>();
        services.AddScoped<ITaskRule, VerificationRule>();
        services.AddScoped<ITaskRule, ContactRule>();
        services.AddScoped<ITaskRule, ExtensionRule>();
        services.AddScoped<ITaskRule, ObjectionRule>();
        services.AddScoped<ITaskRule, FinalMatterRule>();
        services.AddScoped<ITaskRule, WayRule>();
        services.AddScoped<ITaskRule, AccusedRule>();
        services.AddScoped<ITaskRule, SimplifiedRule>();
        services.AddScoped<ITaskRule, SlipWithinSimplifiedRule>();
        services.AddScoped<ITaskRule, ExecutionRule>();
        services.AddScoped<ITaskRule, ConclusionOfResultRule>();
        services.AddScoped<ITaskRule, ConclusionOfMergedAnswerRule>();
        services.AddScoped<WaySuggestions>();
    }

    private static void AddDesignerOptions(this IServiceCollection services)
    {
        services.AddScoped<StageOptions>();
        services.AddScoped<OutcomeOptions>();
        services.AddScoped<ClockOptions>();
        services.AddScoped<DocumentTemplateOptions>();
        services.AddScoped<NoticeOptions>();
        services.AddScoped<UrgentCriterionOptions>();
        services.AddScoped<TaskTypeOptions>();
        services.AddScoped<RoleOptions>();
        services.AddScoped<UnitOptions>();
    }
}
