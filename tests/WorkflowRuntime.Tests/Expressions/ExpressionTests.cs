using System.Text.Json;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

public sealed class ExpressionTests : ExpressionTestBase
{
    [Theory]
    [InlineData("""{"type":"Literal","value":"x"}""", "Literal", "x")]
    [InlineData("""{"type":"Literal","value":true}""", "Literal", true)]
    [InlineData("""{"type":"Literal","value":null}""", "Literal", null)]
    [InlineData("""{"type":"Literal"}""", "Literal", null)]
    [InlineData("""{"type":"Variable","value":{"id": "v1"}}""", "Variable", """{"id": "v1"}""")]
    [InlineData("""{"type":"Object","value":[1, 2]}""", "Object", "[1, 2]")]
    [InlineData("""{"Type":"Liquid","Value":"t"}""", "Liquid", "t")]
    [InlineData("""{"type":null,"value":"x"}""", "Literal", null)]
    [InlineData("null", "Literal", null)]
    public void Json_IsRead(string json, string type, object? value)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(new Expression(type, value), Expression.FromJson(document.RootElement));
    }

    [Theory]
    [InlineData("""{"value":"x"}""")]
    [InlineData("""{"type":" "}""")]
    [InlineData("\"text\"")]
    public void Json_WithoutAType_IsNoExpression(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Null(Expression.FromJson(document.RootElement));
    }

    [Fact]
    public void Numbers_AreDecimals()
    {
        using var document = JsonDocument.Parse("""{"type":"Literal","value":1.50}""");
        Assert.Equal(1.5m, Expression.FromJson(document.RootElement)!.Value);
    }

    [Theory]
    [InlineData("Literal", "5", 5)]
    [InlineData("Literal", null, null)]
    [InlineData("Object", "42", 42)]
    [InlineData("Object", "  ", null)]
    [InlineData("Variable", """{"id":"id-N","name":"other"}""", 7)]
    [InlineData("Variable", """{"Id":"id-N"}""", 7)]
    [InlineData("Variable", "not json", null)]
    [InlineData("Variable", "[]", null)]
    [InlineData("Input", """{"name":"Amount"}""", 15)]
    [InlineData("Input", """{"name":"Nothing"}""", null)]
    [InlineData("Input", "", null)]
    public async Task Syntax_GivesItsValue(string type, string? value, object? expected)
    {
        Scope.Variables["N"] = 7;
        Scope.Inputs["Amount"] = 15.0;
        Assert.Equal(expected, await Evaluator.EvaluateAsync(new Expression(type, value), typeof(int), Scope, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Variable_ThatIsNotInScope_IsAnError()
    {
        var error = await Assert.ThrowsAsync<ExpressionException>(async () =>
            await Evaluator.EvaluateAsync(new Expression("Variable", """{"id":"nope"}"""), typeof(object), Scope, TestContext.Current.CancellationToken));
        Assert.Contains("nope", error.Message);
    }

    [Fact]
    public async Task Object_IsReadAsTheInputsType_AndStaysTextForAnObject()
    {
        var list = new Expression("Object", """["A","B"]""");
        Assert.Equal(["A", "B"], (ICollection<string>)(await Evaluator.EvaluateAsync(list, typeof(ICollection<string>), Scope, TestContext.Current.CancellationToken))!);
        Assert.Equal("""["A","B"]""", await Evaluator.EvaluateAsync(list, typeof(object), Scope, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ExpressionException>(async () =>
            await Evaluator.EvaluateAsync(new Expression("Json", "{\"a\":"), typeof(Dictionary<string, object>), Scope, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MoreScriptsThanTheCacheHolds_AreStillRight()
    {
        var small = ExpressionEvaluator.Create(new ExpressionOptions { CacheSize = 3 }, TimeProvider.System);
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 50; i++)
            {
                Assert.Equal((double)i, await small.EvaluateAsync(Expression.JavaScript($"{i}"), typeof(object), Scope, TestContext.Current.CancellationToken));
                Assert.Equal($"{i}", await small.EvaluateAsync(Expression.Liquid($"{{{{ {i} }}}}"), typeof(string), Scope, TestContext.Current.CancellationToken));
            }
    }
}
