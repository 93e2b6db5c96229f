using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

public sealed class JavaScriptExecutionTests : ExpressionTestBase
{
    [Theory]
    [InlineData("1; 2; 3", 3.0)]
    [InlineData("return 4", 4.0)]
    [InlineData("if (true) { return 'early' } 'late'", "early")]
    [InlineData("let x = 5; x", 5.0)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("undefined", null)]
    [InlineData("(() => 3)", null)]
    [InlineData("Symbol('a')", null)]
    [InlineData("new Number(3)", 3.0)]
    [InlineData("new String('ab')", "ab")]
    [InlineData("new Boolean(false)", false)]
    [InlineData("'' + ({ a: 1 })", "[object Object]")]
    [InlineData("'' + [1, [2]]", "1,2")]
    public async Task Script_GivesItsLastValue(string script, object? expected) => Assert.Equal(expected, await JavaScript(script));

    [Theory]
    [InlineData("Promise.resolve(5)", 5.0)]
    [InlineData("(async () => { await 0; await null; return 'a' })()", "a")]
    [InlineData("async function f(n) { return n ? await f(n - 1) : 'end' } f(50)", "end")]
    [InlineData("Promise.all([1, Promise.resolve(2)]).then(x => x.length)", 2.0)]
    public async Task Promise_IsAwaited(string script, object expected) => Assert.Equal(expected, await JavaScript(script));

    [Theory]
    [InlineData("Promise.reject(new Error('no'))", "no")]
    [InlineData("(async () => { throw new Error('later') })()", "later")]
    [InlineData("new Promise(() => {})", "never")]
    public async Task Promise_ThatFailsOrNeverSettles_IsAnError(string script, string message) =>
        Assert.Contains(message, (await JavaScriptFails(script)).Message);

    [Theory]
    [InlineData("notDefined.foo", 1, 1, "notDefined")]
    [InlineData("1;\n  null.x", 2, 8, "null")]
    [InlineData("1;\nthrow new Error('boom')", 2, 7, "boom")]
    [InlineData("this is not js", 1, 6, "Unexpected")]
    [InlineData("getNoSuch()", 1, 1, "getNoSuch")]
    public async Task Error_NamesItsPlaceAndReason(string script, int line, int column, string message)
    {
        var error = await JavaScriptFails(script);
        Assert.Equal(Expression.JavaScriptType, error.ExpressionType);
        Assert.Contains(message, error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public async Task UnknownSyntax_IsAnError()
    {
        var error = await Assert.ThrowsAsync<ExpressionException>(async () =>
            await Evaluator.EvaluateAsync(new Expression("Cobol", "x"), typeof(object), Scope, TestContext.Current.CancellationToken));
        Assert.Contains("Cobol", error.Message);
    }

    [Fact]
    public async Task Result_IsConvertedToTheInputsType()
    {
        Assert.Equal(13, await JavaScript("12.6", typeof(int)));
        Assert.Equal(["1", "2"], (string[])(await JavaScript("[1, 2]", typeof(string[])))!);
        Assert.Equal("""{"a":1,"b":[1,2]}""", await JavaScript("({ a: 1, b: [1, 2] })", typeof(string)));
        await Assert.ThrowsAsync<ExpressionException>(async () => await JavaScript("3000000000", typeof(int)));
    }

    [Fact]
    public async Task ObjectsOfVariables_InText_ReadAsElsaWritesThem()
    {
        Scope.Variables["O"] = new Dictionary<string, object?> { ["a"] = 1 };
        Assert.Equal("|System.Dynamic.ExpandoObject", await JavaScript("'|' + getVariable('O')"));
        Assert.Equal("a", await JavaScript("var keys = []; for (var k in getVariable('O')) keys.push(k); keys.join()"));
        Assert.Equal("""{"a":1}""", await JavaScript("JSON.stringify(getVariable('O'))"));
        Assert.Equal("""{"a":1}""", await JavaScript("JSON.stringify({ ...getVariable('O') })"));
    }

    [Fact]
    public async Task Durations_AsJson_ShowTheirProperties()
    {
        Scope.Variables["U"] = TimeSpan.FromDays(90);
        Assert.StartsWith("""object {"Ticks":77760000000000,"Days":90,"Hours":0,"Milliseconds":0,"Microseconds":0,"Nanoseconds":0,"Minutes":0,"Seconds":0,"TotalDays":90,"TotalHours":2160,""",
            (string?)await JavaScript("typeof getVariable('U') + ' ' + JSON.stringify(getVariable('U'))"));
    }

    [Fact]
    public async Task Cancellation_StopsAScript()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await Evaluator.EvaluateAsync(Expression.JavaScript("while (true) {}"), typeof(object), Scope, source.Token));
    }

    [Fact]
    public async Task ManyScripts_AtOnce_DoNotMeet()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            var scope = new DictionaryScope();
            scope.Variables["N"] = i;
            return await Evaluator.EvaluateAsync(Expression.JavaScript("var x = getVariable('N'); variables.N = x + 1; x"), typeof(int), scope, CancellationToken.None) is int n
                && n == i && scope.Variables["N"] is double d && d == i + 1;
        })));
        Assert.All(results, Assert.True);
    }
}
