using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace PetitionWorkflow.Web.Hosting;

/// <summary>Style sheets, scripts, fonts (wwwroot), all served from here: no other host is ever asked.</summary>
internal static class ClientFiles
{
    private static readonly TimeSpan VersionedFor = TimeSpan.FromDays(365);
    private static readonly TimeSpan UnversionedFor = TimeSpan.FromHours(1);

    public static void UseClientFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file =>
        {
            // asp-append-version puts the content's hash into ?v=, so such an address never changes its answer.
            var age = file.Context.Request.Query.ContainsKey("v") ? VersionedFor : UnversionedFor;
            file.Context.Response.Headers.CacheControl = $"public, max-age={(int)age.TotalSeconds}";
        },
    });

    /// <summary>
    /// The designer's files: a publish holds them beside the program, a build output knows the folder of the npm package.
    /// </summary>
    public static IFileProvider DesignerFiles()
    {
        var published = Path.Combine(AppContext.BaseDirectory, "designer");
        var package = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "DesignerPackage").Value!;
        var folder = Directory.Exists(published) ? published : package;
        return Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider();
    }

    /// <summary>The types the designer's files need beyond the known ones.</summary>
    public static IContentTypeProvider DesignerContentTypes()
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".dat"] = "application/octet-stream";
        types.Mappings[".blat"] = "application/octet-stream";
        return types;
    }
}
