using WorkflowRuntime.ElsaApi.Tests.Hosting;

[assembly: AssemblyFixture(typeof(ContractCheck))]

namespace WorkflowRuntime.ElsaApi.Tests.Hosting;

/// <summary>
/// When all tests have run: every route of docs/elsa-contract.md was asked by the test that it names, and answered every status that it
/// names and no other. Says nothing when only some of the tests were run.
/// </summary>
public sealed class ContractCheck : IDisposable
{
    /// <summary>What cannot be read is refused everywhere; the document says so once.</summary>
    private const int Unreadable = 400;

    public void Dispose()
    {
        var answered = Contract.Answered.Keys.ToLookup(call => (call.Method, call.Route));
        if (!Contract.Rows.Select(row => row.Test).Distinct().All(test => Contract.Answered.Keys.Any(call => call.TestClass == test)))
            return;
        Assert.Equal("", string.Join('\n', Contract.Rows.SelectMany(row => Wrong(row, [.. answered[(row.Method, row.Route)]]))));
    }

    private static IEnumerable<string> Wrong(ContractRow row, IReadOnlyList<(string Method, string Route, string TestClass, int Status)> calls)
    {
        var seen = calls.Select(call => call.Status).ToHashSet();
        if (calls.All(call => call.TestClass != row.Test))
            yield return $"{row.Method} {row.Route}: {row.Test} never asks it";
        foreach (var status in row.Statuses.Except(seen))
            yield return $"{row.Method} {row.Route}: {status} stands in the document, no test saw it";
        foreach (var status in seen.Except(row.Statuses).Where(status => status != Unreadable))
            yield return $"{row.Method} {row.Route}: answered {status}, which the document does not tell";
    }
}
