using System.Globalization;
using Microsoft.AspNetCore.Localization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Layout;

/// <summary>The reader's language: Simplified Chinese until the switch in the top bar sets the cookie.</summary>
internal static class Languages
{
    /// <summary>Each language is called what its readers call it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["zh-Hans"] = "简体中文",
        ["zh-Hant"] = "繁體中文",
        ["en"] = "English",
    };

    public static IServiceCollection AddLanguages(this IServiceCollection services) => services
        .AddSingleton(_ => Texts.Load(typeof(Texts).Assembly, typeof(Program).Assembly))
        .Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = Texts.Languages.Select(CultureInfo.GetCultureInfo).ToArray();
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.FallBackToParentCultures = false;
            options.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });

    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization();

    /// <summary>GET, because choosing a language changes nothing but the reader's own cookie and must work without script.</summary>
    public static void MapLanguageSwitch(this WebApplication app) => app.MapGet("/language/{language}", (string language, string? back, HttpContext context) =>
    {
        if (!Texts.Languages.Contains(language))
        {
            return Results.NotFound();
        }

        var choice = CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language));
        context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, choice, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }).AllowAnonymous();

    private static bool IsLocal(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal);
}
