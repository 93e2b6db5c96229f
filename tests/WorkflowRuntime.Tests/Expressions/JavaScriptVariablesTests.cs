namespace WorkflowRuntime.Tests.Expressions;

public sealed class JavaScriptVariablesTests : ExpressionTestBase
{
    public JavaScriptVariablesTests()
    {
        Scope.Variables["N"] = 7;
        Scope.Variables["S"] = "abc";
        Scope.Variables["C"] = 1.234567890123456789012345m;
        Scope.Variables["under_score"] = "u";
        Scope.Variables["O"] = new Dictionary<string, object?> { ["a"] = 1.0 };
        Scope.Variables["L"] = new List<object?> { "x" };
    }

    [Theory]
    [InlineData("variables.N * 2", 14.0)]
    [InlineData("variables.O.a", 1.0)]
    [InlineData("variables.L.length", 1.0)]
    [InlineData("typeof variables.Nowhere", "undefined")]
    [InlineData("typeof variables.under_score", "undefined")]
    [InlineData("Object.keys(variables).join()", "")]
    public async Task Variables_WhenRead_HoldTheNamesThatTheTextMentions(string script, object expected) =>
        Assert.Equal(expected, await JavaScript(script));

    [Fact]
    public async Task Variables_WhenOnlyRead_AreNotWritten()
    {
        await JavaScript("variables.N + variables.C + variables.O.a");
        Assert.Empty(Scope.Written);
        Assert.Equal(1.234567890123456789012345m, Scope.Variables["C"]);
    }

    [Fact]
    public async Task Variables_WhenAssigned_AreWrittenBackAfterTheScript()
    {
        await JavaScript("variables.S = 'x' + variables.N; variables.Fresh = true");
        Assert.Equal("x7", Scope.Variables["S"]);
        Assert.Equal(true, Scope.Variables["Fresh"]);
    }

    [Fact]
    public async Task Variables_WhenAssignedNull_KeepTheirValue()
    {
        await JavaScript("variables.S = null; variables.N = undefined");
        Assert.Equal("abc", Scope.Variables["S"]);
        Assert.Equal(7, Scope.Variables["N"]);
    }

    [Fact]
    public async Task Variables_NamedLikeAnInput_AreNotWrittenBack()
    {
        Scope.Inputs["S"] = "input";
        await JavaScript("variables.S = 'x'");
        Assert.Equal("abc", Scope.Variables["S"]);
    }

    [Theory]
    [InlineData("variables.O.a = 2")]
    [InlineData("getVariable('O').a = 2")]
    [InlineData("var o = getO(); o.a++")]
    [InlineData("Object.assign(getVariable('O'), { a: 2 })")]
    public async Task Objects_WhenChangedInPlace_StayChanged(string script)
    {
        await JavaScript(script);
        Assert.Equal(2.0, Assert.IsAssignableFrom<IDictionary<string, object?>>(Scope.Variables["O"])["a"]);
    }

    [Fact]
    public async Task Lists_WhenChangedThroughVariables_StayChanged_ButThroughGetVariableAreCopies()
    {
        await JavaScript("getVariable('L').push('copy')");
        Assert.Empty(Scope.Written);
        await JavaScript("variables.L.push('y')");
        Assert.Equal(new object?[] { "x", "y" }, Scope.Variables["L"]);
    }

    [Fact]
    public async Task SetVariable_AfterReadingTheObject_IsNotOverwrittenByIt()
    {
        await JavaScript("var o = getVariable('O'); o.a = 5; setVariable('O', { b: 1 })");
        Assert.Equal(["b"], Assert.IsAssignableFrom<IDictionary<string, object?>>(Scope.Variables["O"]).Keys);
    }

    [Fact]
    public async Task AScriptThatFails_WritesNothingOfVariablesBack()
    {
        await JavaScriptFails("variables.S = 'x'; throw new Error('boom')");
        Assert.Equal("abc", Scope.Variables["S"]);
    }
}
