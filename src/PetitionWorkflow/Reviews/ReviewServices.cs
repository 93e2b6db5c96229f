using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reviews;

public static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddScoped<ReviewWindow>();
        services.AddScoped<ChildCases>();
        services.AddScoped<ReviewApplication>();
        services.AddScoped<RequestReviewHandler>();
        services.AddScoped<AskForRecusalHandler>();
        services.AddScoped<DecideOnRecusalHandler>();
        services.AddScoped<ICaseEventHandler<TaskDelegated>, ReviewerOfTheTask>();
        services.AddScoped<RecusalReader>();
        services.AddScoped<ReReviewFiles>();
        services.AddScoped<RequestReReviewHandler>();
        services.AddScoped<RecordReReviewHandler>();
        services.AddScoped<TakeHandOverHandler>();
        services.AddScoped<HandOverFile>();
        return services;
    }
}
