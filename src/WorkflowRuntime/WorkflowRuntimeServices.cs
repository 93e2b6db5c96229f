using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Timers;

namespace WorkflowRuntime;

/// <summary>Adds the engine to a host.</summary>
public static class WorkflowRuntimeServices
{
    /// <summary>
    /// The host adds an <see cref="IWorkflowStore"/> (scoped), an <see cref="IWorkflowTransactions"/>, and where it likes a
    /// <see cref="TimeProvider"/>, an <see cref="IIdGenerator"/> and <see cref="IWorkflowObserver"/>s.
    /// </summary>
    public static IServiceCollection AddWorkflowRuntime(this IServiceCollection services, Action<WorkflowRuntimeOptions>? configure = null)
    {
        var options = new WorkflowRuntimeOptions();
        configure?.Invoke(options);
        options.Check();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdGenerator, OrderedIdGenerator>();
        services.AddSingleton(options);
        services.AddSingleton(new ActivityRegistry(options.ActivityTypes));
        services.AddSingleton<Channels>();
        services.AddSingleton<WorkflowGraphs>();
        services.AddSingleton<WorkItems>();
        services.TryAddSingleton<IExpressionEvaluator>(provider => ExpressionEvaluator.Create(options.Expressions, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new ExecutionServices(
            provider,
            provider.GetRequiredService<IExpressionEvaluator>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IIdGenerator>(),
            provider.GetRequiredService<WorkItems>()));
        services.AddScoped<Bursts>();
        services.AddScoped<BurstEnd>();
        services.AddScoped<TimerRows>();
        services.AddScoped<IWorkflowRuntime, WorkflowRuntimeService>();
        services.AddScoped<TriggerIndex>();
        services.AddScoped<WorkflowPublisher>();
        services.AddSingleton<WorkflowPump>();
        return services;
    }
}
