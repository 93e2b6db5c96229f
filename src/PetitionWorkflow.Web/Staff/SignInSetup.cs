using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Hosting;

namespace PetitionWorkflow.Web.Staff;

internal static class SignInSetup
{
    /// <summary>The cookie, the policies, and keys that outlive a restart.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthorization(Policies.AddTo);
        StaffClaims.AddTo(services);
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "petition.session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(9);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/error/403";
            cookie.Events.OnRedirectToLogin = context => AnswerOrRedirect(context, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = context => AnswerOrRedirect(context, StatusCodes.Status403Forbidden);

            // A demo clock that is moved forward by weeks must not sign its own administrator out.
            cookie.TimeProvider = TimeProvider.System;
        });
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.TimeProvider = TimeProvider.System;
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
        });

        services.AddDataProtection().SetApplicationName("PetitionWorkflow");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>>((keys, storage) =>
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(storage.Value.Folder("keys")), NullLoggerFactory.Instance));
        return services;
    }

    /// <summary>Programs get the status, people the page. 403 is answered in place so that the address stays.</summary>
    private static Task AnswerOrRedirect(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (status == StatusCodes.Status401Unauthorized && !ErrorAnswers.IsForPrograms(context.Request.Path))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }
}
