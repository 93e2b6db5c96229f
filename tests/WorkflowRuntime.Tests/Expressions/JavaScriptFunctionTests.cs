using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

public sealed class JavaScriptFunctionTests : ExpressionTestBase
{
    [Theory]
    [InlineData("getWorkflowDefinitionId()", "def1")]
    [InlineData("getWorkflowDefinitionVersionId()", "def1-v3")]
    [InlineData("getWorkflowDefinitionVersion()", 3.0)]
    [InlineData("getWorkflowInstanceId()", "inst1")]
    [InlineData("getCorrelationId()", null)]
    [InlineData("setCorrelationId('c1'); getCorrelationId()", "c1")]
    [InlineData("setWorkflowInstanceName('n1'); getWorkflowInstanceName()", "n1")]
    [InlineData("getVariable('N') + 1", 8.0)]
    [InlineData("getVariable('Nowhere')", null)]
    [InlineData("typeof getVariable('Nowhere')", "object")]
    [InlineData("setVariable('N', 9); getVariable('N')", 9.0)]
    [InlineData("setVariable('Fresh', 'x'); getVariable('Fresh')", "x")]
    [InlineData("getN()", 7.0)]
    [InlineData("setN(3); getN()", 3.0)]
    [InlineData("getUnitName()", "north")]
    [InlineData("setUnitName('south'); getVariable('unit_name')", "south")]
    [InlineData("get申請人()", "甲")]
    [InlineData("variables.申請人", "甲")]
    [InlineData("getInput('Amount')", 15.0)]
    [InlineData("getInput('Nothing')", null)]
    [InlineData("getAmount()", 15.0)]
    [InlineData("getOutputFrom('Review', 'Decision')", "yes")]
    [InlineData("getOutputFrom('Review')", "done")]
    [InlineData("getDecisionFromReview()", "yes")]
    [InlineData("getLastResult()", "last")]
    [InlineData("getTenant()", "t1")]
    [InlineData("isNullOrEmpty('')", true)]
    [InlineData("isNullOrEmpty(' ')", false)]
    [InlineData("isNullOrEmpty(null)", true)]
    [InlineData("isNullOrWhiteSpace(' ')", true)]
    [InlineData("isNullOrWhiteSpace(undefined)", true)]
    [InlineData("toJson({ Name: 'x', n: [1, 2.5, null] })", """{"Name":"x","n":[1,2.5,null]}""")]
    [InlineData("toJson(getVariable('O'))", """{"a":1,"list":[1,2]}""")]
    [InlineData("parseGuid('0f8fad5b-d9cb-469f-a165-70867728950e').toString()", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("newGuidString().length", 36.0)]
    [InlineData("getGuidString().length", 36.0)]
    [InlineData("newShortGuid().length", 22.0)]
    [InlineData("bytesToString(bytesFromString('信访'))", "信访")]
    [InlineData("bytesToBase64(bytesFromString('a'))", "YQ==")]
    [InlineData("bytesToString(bytesFromBase64('YQ=='))", "a")]
    [InlineData("stringFromBase64(stringToBase64('信'))", "信")]
    public async Task GlobalFunction_WhenCalled_GivesElsasAnswer(string script, object? expected)
    {
        Fill();
        Assert.Equal(expected, await JavaScript(script));
    }

    [Fact]
    public async Task Guids_WhenMade_AreGuids()
    {
        Assert.IsType<Guid>(await JavaScript("newGuid()"));
        Assert.IsType<Guid>(await JavaScript("parseGuid(newGuidString())"));
        Assert.IsType<Guid>(await JavaScript("Guid.NewGuid()"));
    }

    [Fact]
    public async Task Streams_WhenGivenAsVariable_CanBeReadButNotOpened()
    {
        Scope.Variables["File"] = new MemoryStream([97, 98]);
        Assert.Equal("YWI=", await JavaScript("streamToBase64(getVariable('File'))"));
        Scope.Variables["File"] = new MemoryStream([97, 98]);
        Assert.Equal(new byte[] { 97, 98 }, await JavaScript("streamToBytes(getFile())"));
        Assert.Equal("undefined", await JavaScript("typeof getFile().Position + ''"));
    }

    [Fact]
    public async Task Outcomes_WhenChosenByAScript_ReachTheActivity()
    {
        await JavaScript("setOutcome('Accept')");
        Assert.Equal(["Accept"], Scope.ChosenOutcomes);
        await JavaScript("setOutcomes(['A', 'B'])");
        Assert.Equal(["A", "B"], Scope.ChosenOutcomes);
    }

    [Fact]
    public async Task Outcomes_OutsideRunJavaScript_DoNotExist()
    {
        var scope = new DictionaryScope();
        var error = await Assert.ThrowsAsync<ExpressionException>(async () =>
            await Evaluator.EvaluateAsync(Expression.JavaScript("setOutcome('x')"), typeof(object), scope, TestContext.Current.CancellationToken));
        Assert.Contains("setOutcome", error.Message);
    }

    [Fact]
    public async Task InputAccessors_InsideAComposite_DoNotExist()
    {
        var scope = new DictionaryScope { InsideComposite = true };
        scope.Inputs["Amount"] = 5;
        await Assert.ThrowsAsync<ExpressionException>(async () =>
            await Evaluator.EvaluateAsync(Expression.JavaScript("getAmount()"), typeof(object), scope, TestContext.Current.CancellationToken));
        Assert.Equal(5.0, await Evaluator.EvaluateAsync(Expression.JavaScript("getInput('Amount')"), typeof(object), scope, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task UnknownActivity_WhenAskedForItsOutput_IsAnError()
    {
        Fill();
        Assert.Contains("Nobody", (await JavaScriptFails("getOutputFrom('Nobody')")).Message);
    }

    /// <summary>As in Elsa: what a .NET method throws ends the script. It still says where.</summary>
    [Theory]
    [InlineData("try {\n  parseGuid('x')\n} catch { 'caught' }")]
    [InlineData("try {\n  DateTime.Parse('x')\n} catch { 'caught' }")]
    [InlineData("try {\n  bytesFromBase64('%%')\n} finally { setVariable('N', 8) }")]
    public async Task Error_OfADotNetMethod_IsNotTheScriptsToCatch(string script)
    {
        Fill();
        Assert.Equal(2, (await JavaScriptFails(script)).Line);
        Assert.Equal(7, Scope.Variables["N"]);
    }

    [Fact]
    public async Task Names_ReachedThroughTheGlobalObject_AreThereToo()
    {
        Fill();
        Assert.Equal(7.0, await JavaScript("globalThis['get' + 'Variable']('N')"));
        Assert.Equal(7.0, await JavaScript("this.getN()"));
        Assert.Equal(7.0, await JavaScript("(function() { return this.variables.N })()"));
    }

    [Fact]
    public async Task Configuration_IsHiddenUnlessTheHostHandsItOut()
    {
        Assert.Contains("getConfig", (await JavaScriptFails("getConfig('a')")).Message);
        var open = ExpressionEvaluator.Create(new ExpressionOptions { ConfigurationReader = key => key == "City" ? "X" : null }, TimeProvider.System);
        Assert.Equal("X", await open.EvaluateAsync(Expression.JavaScript("getConfig('City')"), typeof(string), Scope, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("new Date().toISOString()", "2024-03-05T06:07:08.000Z")]
    [InlineData("new Date(Date.now()).toISOString()", "2024-03-05T06:07:08.000Z")]
    [InlineData("DateTime.UtcNow.toISOString()", "2024-03-05T06:07:08.000Z")]
    [InlineData("DateTimeOffset.Now.toISOString()", "2024-03-05T06:07:08.000Z")]
    [InlineData("DateTime.Today.toISOString()", "2024-03-05T00:00:00.000Z")]
    [InlineData("new DateTime(2024, 1, 2).toISOString()", "2024-01-02T00:00:00.000Z")]
    [InlineData("DateTime.Parse('2024-01-02').getUTCDate()", 2.0)]
    [InlineData("TimeSpan.FromHours(2.5).TotalMinutes", 150.0)]
    [InlineData("TimeSpan.Parse('1.02:03:04').ToString()", "1.02:03:04")]
    [InlineData("new Random(1).Next(5, 6)", 5.0)]
    public async Task Types_WhenUsedByAScript_RunOnTheServicesClock(string script, object expected) =>
        Assert.Equal(expected, await JavaScript(script));

    [Theory]
    [InlineData("TimeSpan.FromDays(2.0)")]
    [InlineData("new TimeSpan(2, 0, 0, 0)")]
    public async Task Durations_WhenMadeByAScript_AreDurations(string script) =>
        Assert.Equal(TimeSpan.FromDays(2), await JavaScript(script, typeof(TimeSpan)));

    private void Fill()
    {
        Scope.Variables["N"] = 7;
        Scope.Variables["unit_name"] = "north";
        Scope.Variables["申請人"] = "甲";
        Scope.Variables["O"] = new Dictionary<string, object?> { ["a"] = 1, ["list"] = new object[] { 1, 2 } };
        Scope.Inputs["Amount"] = 15;
        Scope.Outputs[("Review", "Decision")] = "yes";
        Scope.Outputs[("Review", "Result")] = "done";
        Scope.LastResult = "last";
        Scope.HostArguments["Tenant"] = "t1";
    }
}
