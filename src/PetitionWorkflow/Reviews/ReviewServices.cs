using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Reviews.ReReviews;

namespace PetitionWorkflow.Reviews;

public static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddScoped<ReviewWindow>();
        services.AddScoped<ChildCases>();
        services.AddScoped<Recusal>();
        services.AddScoped<ReviewApplication>();
        services.AddScoped<RequestReviewHandler>();
        services.AddScoped<ReReviewFiles>();
        services.AddScoped<RequestReReviewHandler>();
        services.AddScoped<RecordReReviewHandler>();
        services.AddScoped<TakeHandOverHandler>();
        services.AddScoped<HandOverFile>();
        return services;
    }
}
