using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

/// <summary>
/// What real Elsa 3.8 made of an expression assigned to a variable, as its variables list shows it ("!" is an incident) and, where it was
/// recorded, as <c>typeof x + ' ' + JSON.stringify(x)</c> shows it to scripts. The comment names the recorded case.
/// </summary>
public sealed class RecordedConversionTests : ExpressionTestBase
{
    [Theory]
    [InlineData("Boolean", "JavaScript", "\"''\"", "null", "object null")] // w0370q
    [InlineData("Boolean", "JavaScript", "\"({})\"", "false", null)] // w0004q
    [InlineData("Boolean", "Liquid", "\"true\"", "true", "boolean true")] // w0048q
    [InlineData("Boolean", "Literal", "\"\"", "null", "object null")] // w0316q
    [InlineData("Boolean", "Literal", "\"1\"", "false", "boolean false")] // w0368q
    [InlineData("Boolean", "Literal", "\"False\"", "false", "boolean false")] // w0150q
    [InlineData("Boolean", "Literal", "\"true\"", "true", null)] // w0242q
    [InlineData("Boolean", "Literal", "\"yes\"", "false", null)] // w0252q
    [InlineData("Boolean", "Literal", "true", "true", "boolean true")] // w0368q
    [InlineData("DateTime", "Literal", "\"\"", "\"0001-01-01T00:00:00\"", "object \"0001-01-01T00:00:00.000Z\"")] // w0370q
    [InlineData("DateTime", "Literal", "\"2024-01-02\"", "\"2024-01-02T00:00:00\"", "object \"2024-01-02T00:00:00.000Z\"")] // w0150q
    [InlineData("DateTime", "Literal", "\"2024-01-02T03:04:05Z\"", "\"2024-01-02T03:04:05+00:00\"", null)] // w0040q
    [InlineData("DateTime", "Literal", "\"31/12/2024\"", "\"0001-01-01T00:00:00\"", "object \"0001-01-01T00:00:00.000Z\"")] // w0368q
    [InlineData("DateTime", "Literal", "\"not a date\"", "\"0001-01-01T00:00:00\"", "object \"0001-01-01T00:00:00.000Z\"")] // w0138q
    [InlineData("Decimal", "JavaScript", "\"0.1 + 0.2\"", "0.3", "number 0.3")] // w0166q
    [InlineData("Decimal", "JavaScript", "\"true\"", "1", "number 1")] // w0048q
    [InlineData("Decimal", "Liquid", "\"{{ 7 | divided_by: 2.0 }}\"", "3.5", null)] // w0210q
    [InlineData("Decimal", "Literal", "\"3,5\"", "35", "number 35")] // w0166q
    [InlineData("Double", "JavaScript", "\"true\"", "1", "number 1")] // w0368q
    [InlineData("Double", "Liquid", "\"{{ 7 | divided_by: 2.0 }}\"", "3.5", null)] // w0362q
    [InlineData("Double", "Literal", "\"\"", "null", "object null")] // w0138q
    [InlineData("Int32", "JavaScript", "\"12.6\"", "13", "number 13")] // w0128q
    [InlineData("Int32", "JavaScript", "\"2.5\"", "2", "number 2")] // w0092q
    [InlineData("Int32", "JavaScript", "\"3000000000\"", "!", null)] // w0044q
    [InlineData("Int32", "JavaScript", "\"[1,2,3].length\"", "3", null)] // w0064q
    [InlineData("Int32", "JavaScript", "\"true\"", "1", null)] // w0008q
    [InlineData("Int32", "Literal", "\"-2\"", "-2", null)] // w0000q
    [InlineData("Int32", "Literal", "\"3.7\"", "0", "number 0")] // w0368q
    [InlineData("Int32", "Literal", "5", "5", null)] // w0216q
    [InlineData("Int32", "Literal", "true", "1", "number 1")] // w0166q
    [InlineData("Int32", "Object", "\"42\"", "42", null)] // w0364q
    [InlineData("Int32[]", "JavaScript", "\"['1','2']\"", "[1,2]", "object [1,2]")] // w0138q
    [InlineData("Int32[]", "JavaScript", "\"[1.5]\"", "[2]", "object [2]")] // w0044q
    [InlineData("Int32[]", "JavaScript", "\"[3,1,2]\"", "[3,1,2]", "object [3,1,2]")] // w0092q
    [InlineData("Int32[]", "JavaScript", "\"[]\"", "[]", null)] // w0262q
    [InlineData("Int32[]", "Literal", "\"[7,8]\"", "[7,8]", "object [7,8]")] // w0370q
    [InlineData("Int32[]", "Literal", "\"x\"", "[120]", "object [120]")] // w0092q
    [InlineData("Int32[]", "Object", "\"[4,5]\"", "[4,5]", null)] // w0064q
    [InlineData("JsonObject", "JavaScript", "\"[1]\"", "null", "object null")] // w0128q
    [InlineData("JsonObject", "JavaScript", "\"null\"", "null", "object null")] // w0150q
    [InlineData("JsonObject", "Literal", "\"x\"", "null", "object null")] // w0150q
    [InlineData("JsonObject", "Object", "\"{\\\"k\\\":\\\"v\\\",\\\"n\\\":1}\"", "{\"k\":\"v\",\"n\":1}", null)] // w0070q
    [InlineData("Long", "JavaScript", "\"1.5\"", "2", null)] // w0202q
    [InlineData("Long", "JavaScript", "\"9007199254740991\"", "9007199254740991", null)] // w0182q
    [InlineData("Long", "JavaScript", "\"null\"", "null", "object null")] // w0166q
    [InlineData("Long", "Literal", "\"12\"", "12", null)] // w0028q
    [InlineData("Object", "JavaScript", "\"({})\"", "{}", null)] // w0062q
    [InlineData("Object", "JavaScript", "\"JSON.parse('{\\\"a\\\":{\\\"b\\\":2}}')\"", "{\"a\":{\"b\":2}}", null)] // w0140q
    [InlineData("Object", "JavaScript", "\"[1,'two',null,true]\"", "[1,\"two\",null,true]", null)] // w0188q
    [InlineData("Object", "JavaScript", "\"null\"", "null", "object null")] // w0092q
    [InlineData("Object", "Json", "\"{\\\"z\\\":[1]}\"", "\"{\\\"z\\\":[1]}\"", "string \"{\\\"z\\\":[1]}\"")] // w0368q
    [InlineData("Object", "Literal", "\"[1,2]\"", "\"[1,2]\"", "string \"[1,2]\"")] // w0368q
    [InlineData("Object", "Literal", "\"{\\\"a\\\":1}\"", "\"{\\\"a\\\":1}\"", null)] // w0004q
    [InlineData("Object", "Literal", "null", "null", "object null")] // w0128q
    [InlineData("Object", "Object", "\"[{\\\"sku\\\":\\\"A1\\\",\\\"qty\\\":2},{\\\"sku\\\":\\\"B2\\\",\\\"qty\\\":1}]\"", "\"[{\\\"sku\\\":\\\"A1\\\",\\\"qty\\\":2},{\\\"sku\\\":\\\"B2\\\",\\\"qty\\\":1}]\"", "string \"[{\\\"sku\\\":\\\"A1\\\",\\\"qty\\\":2},{\\\"sku\\\":\\\"B2\\\",\\\"qty\\\":1}]\"")] // w0138q
    [InlineData("ObjectDictionary", "JavaScript", "\"({ x: 1, y: { z: [1] } })\"", "{\"x\":1,\"y\":{\"z\":[1]}}", null)] // w0258q
    [InlineData("ObjectDictionary", "JavaScript", "\"[1]\"", "!", null)] // w0044q
    [InlineData("ObjectDictionary", "JavaScript", "\"null\"", "null", "object null")] // w0370q
    [InlineData("ObjectDictionary", "Literal", "\"x\"", "!", null)] // w0316q
    [InlineData("ObjectDictionary", "Literal", "\"{\\\"a\\\":1}\"", "{\"a\":1}", null)] // w0004q
    [InlineData("ObjectDictionary", "Object", "\"{\\\"k\\\":\\\"v\\\",\\\"n\\\":1}\"", "{\"k\":\"v\",\"n\":1}", null)] // w0020q
    [InlineData("String", "JavaScript", "\"({a:1,b:[1,2]})\"", "\"{\\\"a\\\":1,\\\"b\\\":[1,2]}\"", null)] // w0180q
    [InlineData("String", "JavaScript", "\"1.50\"", "\"1.5\"", "string \"1.5\"")] // w0128q
    [InlineData("String", "JavaScript", "\"null\"", "null", "object null")] // w0316q
    [InlineData("String", "JavaScript", "\"true\"", "\"True\"", null)] // w0126q
    [InlineData("String", "Liquid", "\"{{ 'a<b>&' }}\"", "\"a&lt;b&gt;&amp;\"", "string \"a&lt;b&gt;&amp;\"")] // w0128q
    [InlineData("String", "Literal", "\"\"", "\"\"", "string \"\"")] // w0138q
    [InlineData("String", "Literal", "\"text\"", "\"text\"", null)] // w0070q
    [InlineData("String[]", "JavaScript", "\"'solo'\"", "[\"solo\"]", "object [\"solo\"]")] // w0092q
    [InlineData("String[]", "JavaScript", "\"[1,2]\"", "[\"1\",\"2\"]", "object [\"1\",\"2\"]")] // w0048q
    [InlineData("String[]", "JavaScript", "\"[]\"", "[]", "object []")] // w0044q
    [InlineData("String[]", "JavaScript", "\"null\"", "null", "object null")] // w0370q
    [InlineData("String[]", "Object", "\"[1,\\\"2\\\"]\"", "!", null)] // w0044q
    [InlineData("TimeSpan", "Literal", "\"\"", "null", "object null")] // w0316q
    [InlineData("TimeSpan", "Literal", "\"00:00:05\"", "\"00:00:05\"", null)] // w0156q
    [InlineData("TimeSpan", "Literal", "\"1.02:03:04\"", "\"1.02:03:04\"", null)] // w0052q
    [InlineData("TimeSpan", "Literal", "\"90\"", "\"90.00:00:00\"", "object {\"Ticks\":77760000000000,\"Days\":90,\"Hours\":0,\"Milliseconds\":0,\"Microseconds\":0,\"Nanoseconds\":0,\"Minutes\":0,\"Seconds\":0,\"TotalDays\":90,\"TotalHours\":2160,\"TotalMilliseconds\":7776000000,\"TotalMicroseconds\":7776000000000,\"TotalNanoseconds\":7776000000000000,\"TotalMinutes\":129600,\"TotalSeconds\":7776000}")] // w0092q
    [InlineData("TimeSpan", "Literal", "\"xx\"", "\"00:00:00\"", "object {\"Ticks\":0,\"Days\":0,\"Hours\":0,\"Milliseconds\":0,\"Microseconds\":0,\"Nanoseconds\":0,\"Minutes\":0,\"Seconds\":0,\"TotalDays\":0,\"TotalHours\":0,\"TotalMilliseconds\":0,\"TotalMicroseconds\":0,\"TotalNanoseconds\":0,\"TotalMinutes\":0,\"TotalSeconds\":0}")] // w0316q
    [InlineData("Int32", "Literal", "\" 7 \"", "7", null)] // notes
    [InlineData("Int32", "Literal", "\"abc\"", "0", null)] // notes
    [InlineData("Int32", "Literal", "\"1e2\"", "0", null)] // notes
    [InlineData("Int32", "Literal", "\"\"", "null", null)] // notes
    [InlineData("String[]", "Literal", "\"\"", "null", null)]
    [InlineData("String[]", "Literal", "\"a,b\"", "[\"a,b\"]", null)]
    [InlineData("String", "JavaScript", "\"1e21\"", "\"1E+21\"", null)] // notes
    [InlineData("Object", "JavaScript", "\"(() => 3)\"", "null", null)] // w0170q
    public async Task Assignment_GivesWhatElsaRecorded(string typeName, string syntax, string expressionJson, string expected, string? script)
    {
        using var json = JsonDocument.Parse($$"""{"type":"{{syntax}}","value":{{expressionJson}}}""");
        var isArray = typeName.EndsWith("[]", StringComparison.Ordinal);
        var type = TypeAliases.Resolve(isArray ? typeName[..^2] : typeName, isArray);

        var value = await Evaluator.EvaluateAsync(Expression.FromJson(json.RootElement)!, typeof(object), Scope, TestContext.Current.CancellationToken);
        if (expected == "!")
        {
            Assert.Throws<ValueConversionException>(() => ValueConverter.Convert(value, type));
            return;
        }
        var stored = ValueJson.Deserialize(ValueJson.Serialize(ValueConverter.Convert(value, type)), type);

        // The variables list shows a moment with its offset, also when that is zero.
        var shown = ValueJson.WritePlain(stored is DateTime { Kind: DateTimeKind.Utc } moment ? new DateTimeOffset(moment) : stored);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(shown)), $"{expected} but {shown}");
        if (script is null)
            return;
        Scope.Variables["X"] = stored;
        Assert.Equal(script, await JavaScript("typeof getVariable('X') + ' ' + JSON.stringify(getVariable('X'))"));
    }

    /// <summary>Variables given to variables of another type, as recorded.</summary>
    [Theory]
    [InlineData("Boolean", "true", "DateTime", "\"0001-01-01T00:00:00\"")] // w0192q
    [InlineData("String", "object,string,object", "Double", "0")] // w0260q
    [InlineData("String[]", "[\"a\",\"b\"]", "Boolean", "false")] // w0324q
    [InlineData("Int32[]", "[1,2,3]", "Object", "[1,2,3]")] // w0246q
    [InlineData("Int32", "x", "Int32", "0")] // notes
    [InlineData("DateTime", "2024-02-03T04:05:06Z", "DateTime", "\"2024-02-03T04:05:00\"")] // w0356q
    [InlineData("Decimal", "9.99", "Decimal", "9.99")]
    [InlineData("Long", "5000000000", "Long", "5000000000")]
    [InlineData("JsonObject", "{\"k\":1}", "JsonObject", "{\"k\":1}")]
    [InlineData("ObjectDictionary", "{\"k\":\"v\"}", "ObjectDictionary", "{\"k\":\"v\"}")]
    [InlineData("TimeSpan", "00:01:30", "TimeSpan", "\"00:01:30\"")]
    [InlineData("Object", "{\"a\":1}", "Object", "\"{\\\"a\\\":1}\"")]
    [InlineData("String", "", "String", "null")] // notes: an empty default is no default
    public void Default_IsReadAndPassedOn(string typeName, string text, string targetName, string expected)
    {
        var value = ValueConverter.ConvertDefault(text, TypeAliases.Resolve(typeName));
        var passed = ValueConverter.Convert(value, TypeAliases.Resolve(targetName));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(ValueJson.WritePlain(passed))), $"{expected} but {ValueJson.WritePlain(passed)}");
    }

    /// <summary>Conditions of a decision, as recorded.</summary>
    [Theory]
    [InlineData("Literal", "null", false)]
    [InlineData("Literal", "TRUE", true)]
    [InlineData("Literal", "yes", false)]
    [InlineData("Literal", " ", false)]
    [InlineData("Literal", "true", true)]
    [InlineData("JavaScript", "new Date(0)", false)]
    [InlineData("JavaScript", "null", false)]
    [InlineData("JavaScript", "undefined", false)]
    [InlineData("JavaScript", "1", true)]
    [InlineData("JavaScript", "-1", true)]
    [InlineData("JavaScript", "0", false)]
    [InlineData("JavaScript", "({})", false)]
    [InlineData("JavaScript", "({ a: 1 })", false)]
    [InlineData("JavaScript", "'x'", false)]
    [InlineData("JavaScript", "isNullOrEmpty('')", true)]
    public async Task Condition_GivesWhatElsaRecorded(string syntax, string text, bool expected) =>
        Assert.Equal(expected, await Evaluator.EvaluateAsync(new Expression(syntax, text), typeof(bool), Scope, TestContext.Current.CancellationToken) is true);
}
