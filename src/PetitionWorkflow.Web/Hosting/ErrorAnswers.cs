using Microsoft.AspNetCore.Localization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Hosting;

/// <summary>What a caller gets when something goes wrong: programs get problem+json, people a page in their language.</summary>
internal static class ErrorAnswers
{
    public static IServiceCollection AddErrorAnswers(this IServiceCollection services) => services.AddProblemDetails(options => options.CustomizeProblemDetails = Explain);

    public static void UseErrorAnswers(this WebApplication app)
    {
        app.UseWhen(context => IsForPrograms(context.Request.Path), api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        app.UseWhen(context => !IsForPrograms(context.Request.Path), pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
    }

    /// <summary>Studio and our page around it show an administrator the detail: in the reader's language, which the request's own scope has forgotten by now.</summary>
    private static void Explain(ProblemDetailsContext context)
    {
        if (!context.HttpContext.Request.Path.StartsWithSegments("/elsa"))
        {
            return;
        }

        var language = context.HttpContext.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture.Name;
        var texts = context.HttpContext.RequestServices.GetRequiredService<Texts>();
        var words = language is null ? texts : texts.In(language);
        context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
        {
            StatusCodes.Status403Forbidden => words["Errors.NotAllowed"],
            StatusCodes.Status500InternalServerError => words["Errors.FailedTitle"],
            _ => null,
        };
    }

    public static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/elsa") || path.StartsWithSegments("/health");
}
