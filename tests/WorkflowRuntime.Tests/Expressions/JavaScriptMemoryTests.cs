using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

/// <summary>The memory limit alone: time and statements are ample, so that a busy machine cannot stop the script first.</summary>
public sealed class JavaScriptMemoryTests : ExpressionTestBase
{
    private protected override ExpressionOptions Options { get; } = new()
    {
        TimeLimit = TimeSpan.FromMinutes(2),
        StatementLimit = 100_000_000,
        MemoryLimitBytes = 64 * 1024 * 1024,
    };

    [Theory]
    [InlineData("var a = []; while (true) a.push(new Array(1000).fill('x'))")]
    [InlineData("var s = 'x'; while (true) s += s")]
    public async Task Excess_IsStoppedByTheMemoryLimit(string script)
    {
        var error = await JavaScriptFails(script);
        Assert.Contains("memory", error.Message, StringComparison.OrdinalIgnoreCase);
    }
}
