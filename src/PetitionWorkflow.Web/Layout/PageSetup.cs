using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.WebEncoders;

namespace PetitionWorkflow.Web.Layout;

internal static class PageSetup
{
    /// <summary>Razor Pages whose folders are the rooms; the shared parts lie in Layout/.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRouting(options => options.LowercaseUrls = true);
        services.AddRazorPages(options => options.RootDirectory = "/")
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(Program)));
        services.AddSingleton<Microsoft.Extensions.Localization.IStringLocalizerFactory, TextsLocalizerFactory>();
        services.AddOptions<MvcOptions>().Configure<Shared.Texts>(LocalisedValidation.Configure).Configure(options =>
        {
            options.Filters.Add<UnknownHandler>();
            options.ModelBinderProviders.Insert(0, new TickBinderProvider());
        });
        services.Configure<RazorViewEngineOptions>(options =>
        {
            options.PageViewLocationFormats.Insert(0, "/Layout/{0}.cshtml");
            options.ViewLocationFormats.Insert(0, "/Layout/{0}.cshtml");
        });
        services.AddAntiforgery(options =>
        {
            options.HeaderName = "RequestVerificationToken";
            options.Cookie.Name = "petition.antiforgery";
        });
        // Chinese stays readable in the page source, and a page is a third of the size.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddScoped<PrintMark>();
        return services;
    }
}
