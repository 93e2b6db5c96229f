using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using PetitionWorkflow.Web.Hosting;

namespace PetitionWorkflow.Web.Designer;

/// <summary>
/// Elsa Studio's own files, byte by byte as npm brought them (the bundle checks their hashes). The package holds compressed copies,
/// which are sent as such.
/// </summary>
internal sealed partial class DesignerBundle
{
    private const string Immutable = "public, max-age=31536000, immutable", Revalidate = "public, no-cache";

    private static readonly (string Encoding, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    private readonly IFileProvider _files = ClientFiles.DesignerFiles();
    private readonly IContentTypeProvider _types = ClientFiles.DesignerContentTypes();

    public static void Use(WebApplication app)
    {
        var bundle = new DesignerBundle();
        app.Use(bundle.ServeAsync);
    }

    public async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        if (!(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
            || !http.Request.Path.StartsWithSegments("/designer", out var path)
            || Find(path) is not { } file
            || !_types.TryGetContentType(path.Value!, out var type))
        {
            await next(http);
            return;
        }

        var (chosen, encoding) = Choose(http.Request, path, file);
        var headers = http.Response.Headers;
        headers.CacheControl = IsFingerprinted(path) ? Immutable : Revalidate;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        // The tag of the compressed copy differs from the plain file's: they are different bytes.
        var tag = new EntityTagHeaderValue($"\"{chosen.LastModified.ToUnixTimeSeconds():x}-{chosen.Length:x}\"");
        await Results.File(chosen.PhysicalPath!, type, lastModified: chosen.LastModified, entityTag: tag).ExecuteAsync(http);
    }

    private IFileInfo? Find(PathString path) => _files.GetFileInfo(path.Value ?? "") is { Exists: true, IsDirectory: false, PhysicalPath: not null } file ? file : null;

    private (IFileInfo File, string? Encoding) Choose(HttpRequest request, PathString path, IFileInfo plain)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, ending) in Compressed)
        {
            if (accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0) && Find(path + ending) is { } copy)
            {
                return (copy, encoding);
            }
        }

        return (plain, null);
    }

    private static bool IsFingerprinted(PathString path) => path.StartsWithSegments("/_framework", out var name) && Fingerprint().IsMatch(name.Value!);

    /// <summary>The framework's build writes ten characters of the content's hash before the ending; other names stay the same from version to version.</summary>
    [GeneratedRegex(@"\.[0-9a-z]{10}\.\w+$")]
    private static partial Regex Fingerprint();
}
