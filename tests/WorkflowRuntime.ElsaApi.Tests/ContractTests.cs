using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

/// <summary>docs/elsa-contract.md names every route with its caller, its status and its test, and no route that is not there.</summary>
public sealed partial class ContractTests
{
    [Fact]
    public async Task Document_AndRouteMap_AreTheSame()
    {
        await using var server = new ElsaServer();
        var served = server.Routes.Where(r => r.Metadata.GetMetadata<HttpMethodMetadata>() is not null && !r.RoutePattern.RawText!.Contains("/hubs/", StringComparison.Ordinal))
            .SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Plain(r.RoutePattern.RawText!)}"))
            .Distinct().Order(StringComparer.Ordinal).ToList();

        var written = Row().Matches(File.ReadAllText(DocumentPath())).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}").Order(StringComparer.Ordinal).ToList();

        Assert.Equal(string.Join('\n', served), string.Join('\n', written));
    }

    [Fact]
    public void EveryTestThatTheDocumentNames_IsThere()
    {
        var named = Test().Matches(File.ReadAllText(DocumentPath())).Select(m => m.Groups[1].Value).Distinct();
        Assert.Empty(named.Except(typeof(ContractTests).Assembly.GetTypes().Select(t => t.Name)));
    }

    private static string Plain(string route) => route.Replace("/elsa/api", "", StringComparison.Ordinal).Replace(":int}", "}", StringComparison.Ordinal);

    private static string DocumentPath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PetitionWorkflow.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "docs", "elsa-contract.md");
    }

    [GeneratedRegex(@"^\| (GET|POST|PUT|DELETE) `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (?:GET|POST|PUT|DELETE) .*\| (\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Test();
}
