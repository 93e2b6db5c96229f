using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Reviews;

public static class ReviewServices
{
    public static IServiceCollection AddReviews(this IServiceCollection services)
    {
        services.AddScoped<ReviewWindow>();
        services.AddScoped<ChildCases>();
        services.AddScoped<Recusal>();
        services.AddScoped<RequestReviewHandler>();
        return services;
    }
}
