namespace PetitionWorkflow.Web.Hosting;

internal static class SecurityHeaders
{
    /// <summary>Own files only: no inline script, no inline style, no frame, no other host.</summary>
    public const string PagePolicy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The dashboard of the background jobs writes styles and its settings into its pages.</summary>
    public const string DashboardPolicy =
        "default-src 'self'; img-src 'self' data:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>
    /// The designer is a foreign bundle with inline styles, WebAssembly and workers. Its editor and its list of instances each write one script
    /// into the page, known by its hash: another version of the bundle may need others, which the browser names when it refuses.
    /// </summary>
    public const string BundlePolicy =
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; " +
        "script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; " +
        "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return next(context);
    });

    private static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/designer") && !path.StartsWithSegments("/designer/history") ? BundlePolicy : path.StartsWithSegments("/jobs") ? DashboardPolicy : PagePolicy;
}
