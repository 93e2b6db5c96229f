using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.Activities;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>The palette. Studio asks for it at every load and after every save.</summary>
internal static class ActivityDescriptors
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/descriptors/activities", ListAsync);
        api.MapGet("/descriptors/activities/{typeName}", OneAsync);
        api.MapPost("/descriptors/activities/{typeName}/options/{propertyName}", OptionsAsync);
    }

    /// <summary>A browser that has the palette as it is now is told so instead of being sent it again.</summary>
    private static async Task<IResult> ListAsync(HttpResponse response, Palettes palettes, ActivityCatalogue catalogue, DescriptorWriter writer, CancellationToken cancellationToken)
    {
        var palette = await palettes.FindAsync(catalogue, writer, cancellationToken);
        response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(palette.Json, "application/json; charset=utf-8", entityTag: palette.Tag);
    }

    private static async Task<IResult> OneAsync(string typeName, HttpRequest request, ActivityCatalogue catalogue, DescriptorWriter writer, CancellationToken cancellationToken) =>
        Find(await catalogue.ListAsync(cancellationToken), typeName, request.Query.Number("version")) is { } descriptor
            ? ElsaResults.Ok(await writer.WriteAsync(descriptor, cancellationToken))
            : ElsaResults.NotFound(ElsaTexts.NoActivityType(typeName));

    /// <summary>The choices of one input as they are now.</summary>
    private static async Task<IResult> OptionsAsync(string typeName, string propertyName, ActivityCatalogue catalogue, DescriptorWriter writer, CancellationToken cancellationToken)
    {
        var descriptor = Find(await catalogue.ListAsync(cancellationToken), typeName, null);
        var input = descriptor?.Inputs.FirstOrDefault(i => string.Equals(i.Name, propertyName, StringComparison.OrdinalIgnoreCase));
        return descriptor is null || input is null
            ? ElsaResults.NotFound(ElsaTexts.NoInput(typeName, propertyName))
            : ElsaResults.Ok(new { Items = await writer.UiSpecificationsAsync(descriptor, input, cancellationToken) });
    }

    private static ActivityDescriptor? Find(IEnumerable<ActivityDescriptor> all, string typeName, int? version) =>
        all.Where(d => d.TypeName == typeName && (version is null || d.Version == version)).MaxBy(d => d.Version);
}
