using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Routing.Publishing.Moves;
using PetitionWorkflow.Routing.Publishing.Proposals;
using PetitionWorkflow.Routing.Publishing.Rules;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing;

internal static class PublishingServices
{
    /// <summary>Publishing governs: what is looked at before a flow is in force, and the record of who put it there.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddScoped<IPublishCheck, PetitionFlowCheck>();
        services.AddScoped<IDefinitionObserver, PublicationLog>();
        services.AddSingleton<FlowDifference>();
        services.AddScoped<FlowReplay>();
        services.AddScoped<PetitionFlowReview>();
        services.AddOptions<PublishingOptions>().BindConfiguration("Publishing");
        services.AddScoped<IPublishCheck, TwoPersons>();
        services.AddScoped<IDefinitionObserver, ProposalLog>();
        services.AddScoped<ProposeFlowHandler>();
        services.AddScoped<DecideFlowHandler>();
        services.AddScoped<MovePlans>();
        services.AddScoped<MoveCasesHandler>();
        services.AddSingleton<IFlowRule, StepsAreKnown>();
        services.AddSingleton<IFlowRule, ConnectionsAreWhole>();
        services.AddSingleton<IFlowRule, ExitsLeadOn>();
        services.AddSingleton<IFlowRule, StepsAreReached>();
        services.AddSingleton<IFlowRule, ScriptsParse>();
        services.AddSingleton<IFlowRule, FormsAreReadable>();
        services.AddSingleton<IFlowRule, CasesAreArchived>();
        services.AddSingleton<IFlowRule, ResultsAreVerified>();
        services.AddSingleton<IFlowRule, PetitionersLearnTheirRights>();
        services.AddSingleton<IFlowRule, JoinsAreFilled>();
        services.AddSingleton<IFlowRule, BranchesMeetOnce>();
        services.AddSingleton<IFlowRule, RacesEndTheirLosers>();
        return services;
    }
}
