using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.ElsaApi.Alterations;
using WorkflowRuntime.ElsaApi.Definitions;
using WorkflowRuntime.ElsaApi.Descriptors;
using WorkflowRuntime.ElsaApi.Features;
using WorkflowRuntime.ElsaApi.Identity;
using WorkflowRuntime.ElsaApi.Instances;
using WorkflowRuntime.ElsaApi.Journal;
using WorkflowRuntime.ElsaApi.Live;
using WorkflowRuntime.ElsaApi.Running;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi;

/// <summary>The REST contract that Elsa Studio 3.8 speaks: the route map on one screen. docs/elsa-contract.md names callers and tests.</summary>
public static class ElsaApi
{
    /// <summary>The largest file that is taken in; Studio itself reads none that is larger.</summary>
    public const int MaxFileBytes = ElsaBody.MaxBytes;

    /// <summary>The host adds an <see cref="Hosting.IElsaHost"/> and an <see cref="Hosting.IElsaTokens"/>, and where it likes the other seams of <c>Hosting</c>.</summary>
    public static IServiceCollection AddElsaApi(this IServiceCollection services)
    {
        services.AddSingleton<DescribedDefinitions>();
        services.AddSingleton<Palettes>();
        services.AddScoped<ActivityCatalogue>();
        services.AddScoped<DescriptorWriter>();
        services.AddScoped<DefinitionModels>();
        services.AddScoped<NestedModels>();
        services.AddScoped<InstanceRemoval>();
        services.AddSignalR();
        services.AddSingleton<LiveInstances>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveInstances>());
        return services;
    }

    /// <param name="routes">The host's routes.</param>
    /// <param name="prefix">Where the API begins; the hub lies beside it: <c>/elsa/api</c> and <c>/elsa/hubs</c>.</param>
    /// <param name="policy">The authorization policy that every route asks for.</param>
    public static IEndpointConventionBuilder MapElsaApi(this IEndpointRouteBuilder routes, string prefix, string policy)
    {
        var api = routes.MapGroup(prefix);
        api.AddEndpointFilter(new RefusalFilter());
        api.RequireAuthorization(policy);
        api.WithMetadata(new RequestSizeLimitAttribute(ElsaBody.MaxHeard));

        GetDefinition.Map(api);
        ListDefinitions.Map(api);
        SaveDefinition.Map(api);
        PublishDefinition.Map(api);
        BulkPublish.Map(api);
        DeleteDefinition.Map(api);
        ExportDefinitions.Map(api);
        ImportDefinitions.Map(api);
        Subgraph.Map(api);

        ExecuteDefinition.Map(api);
        DispatchDefinition.Map(api);
        Stimuli.Map(api);
        TestActivity.Map(api);

        ListInstances.Map(api);
        GetInstance.Map(api);
        InstanceValues.Map(api);
        EndInstances.Map(api);
        InstanceFiles.Map(api);
        ReadJournal.Map(api);
        ReadExecutions.Map(api);
        AlterInstances.Map(api);

        ActivityDescriptors.Map(api);
        StaticDescriptors.Map(api);
        ScriptTypes.Map(api);
        InstalledFeatures.Map(api);
        SignInRoutes.Map(api);

        api.MapFallback((HttpRequest request) => ElsaResults.NotFound(ElsaTexts.NoRoute(request.Method, request.Path)));
        routes.MapHub<WorkflowInstanceHub>(prefix[..(prefix.LastIndexOf('/') + 1)] + "hubs/workflow-instance").RequireAuthorization(policy);
        return api;
    }
}
