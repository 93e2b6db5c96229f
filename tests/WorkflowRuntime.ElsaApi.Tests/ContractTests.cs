using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

/// <summary>
/// docs/elsa-contract.md names every route with its caller, its status and its test, and no route that is not there. What the tests were
/// answered is compared with it by <see cref="ContractCheck"/>.
/// </summary>
public sealed class ContractTests
{
    /// <summary>Who may be named as a caller: Studio's four elements, its full program, other programs.</summary>
    private static readonly string[] Callers = ["flow list", "editor", "instance list", "instance viewer", "full Studio", "programs", "all"];

    [Fact]
    public async Task Document_AndRouteMap_AreTheSame()
    {
        await using var server = new ElsaServer();
        var served = server.Routes.Where(r => r.Metadata.GetMetadata<HttpMethodMetadata>() is not null && !r.RoutePattern.RawText!.Contains("/hubs/", StringComparison.Ordinal))
            .SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Contract.Plain(r.RoutePattern.RawText!)}"))
            .Distinct().Order(StringComparer.Ordinal).ToList();

        var written = Contract.Rows.Select(row => $"{row.Method} {row.Route}").Order(StringComparer.Ordinal).ToList();

        Assert.Equal(string.Join('\n', served), string.Join('\n', written));
    }

    [Fact]
    public void EveryRow_NamesCallersThatExist_AStatusThatSucceedsOrSaysWhyNot_AndATestThatIsThere()
    {
        var tests = typeof(ContractTests).Assembly.GetTypes().Select(t => t.Name).ToHashSet();

        Assert.All(Contract.Rows, row =>
        {
            Assert.NotEmpty(row.Callers);
            Assert.All(row.Callers, caller => Assert.Contains(caller, Callers));
            Assert.NotEmpty(row.Statuses);
            Assert.Equal(row.Statuses.Count, row.Statuses.Distinct().Count());
            Assert.Contains(row.Test, tests);
        });
    }
}
