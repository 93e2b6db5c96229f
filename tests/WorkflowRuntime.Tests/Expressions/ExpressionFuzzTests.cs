using System.Dynamic;
using System.Text.Json.Nodes;
using CsCheck;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

/// <summary>Nonsense gives a value or the one exception that callers expect, never another.</summary>
public sealed class ExpressionFuzzTests : ExpressionTestBase
{
    private static readonly string[] LiquidPieces =
    [
        "{{", "}}", "{%", "%}", "{%-", "-%}", "{{-", "-}}", " ", "if", "endif", "else", "elsif", "unless", "endunless", "for", "endfor", "in", "case", "when", "endcase", "assign",
        "capture", "endcapture", "raw", "endraw", "comment", "endcomment", "cycle", "tablerow", "endtablerow", "increment", "liquid", "echo", "break", "continue", "(1..3)", "..", "|", ":",
        ",", ".", "[", "]", "=", "==", "contains", "and", "or", "'", "'a'", "1", "-1", "2.5", "x", "Variables.L", "Variables", "Input", "forloop.index", "limit", "offset:1", "reversed", "join", "map", "sort",
        "where", "date", "'%Y-%'", "slice", "default", "divided_by", "json", "first", "truncate", "split", "\n", "#", "信", "nil", "empty", "{", "}", "%",
    ];

    private static readonly string[] ScriptPieces =
    [
        "getVariable('L')", "variables.L", "variables.", "variables.N", "(", ")", "[", "]", "{", "}", "=>", "=", "+", ".", "map", "x", "1", "'a'", "`${", "}`", ";", "return ", "await ", "async ", "function ", "*", "class ",
        "this", "new ", "Date", "DateTime", "TimeSpan", ".FromDays", "/a/", "?.", "...", ",", "null", "undefined", "throw ", "try{", "}catch{}", "if(", "toJson", "setVariable('V',", "Object", "Symbol.iterator", "get a(){}", "\n", "10n",
    ];

    private static readonly Type[] Types =
    [
        typeof(object), typeof(string), typeof(bool), typeof(int), typeof(long), typeof(short), typeof(double), typeof(float), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly),
        typeof(TimeOnly), typeof(TimeSpan), typeof(byte[]), typeof(string[]), typeof(int[]), typeof(List<object>), typeof(ICollection<int>), typeof(HashSet<string>), typeof(Dictionary<string, object>),
        typeof(IDictionary<string, object>), typeof(IDictionary<string, string>), typeof(ExpandoObject), typeof(JsonObject), typeof(JsonArray), typeof(JsonNode), typeof(DayOfWeek), typeof(int?), typeof(Uri),
        typeof(Version), typeof(ActivityOutputName), typeof(Expression), typeof(System.Numerics.BigInteger), typeof(char), typeof(Stream), typeof(Type), typeof(Action),
    ];

    private static Gen<string> TextOf(string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 14].Select(string.Concat);

    [Fact]
    public void Template_OfAnyShape_RendersOrFailsAsAnExpression() =>
        TextOf(LiquidPieces).Sample(text => Survives(Expression.Liquid(text)), iter: 2_000);

    [Fact]
    public void Script_OfAnyShape_RunsOrFailsAsAnExpression() =>
        TextOf(ScriptPieces).Sample(text => Survives(Expression.JavaScript(text)), iter: 700);

    [Fact]
    public void AnyValue_ToAnyType_ConvertsOrFailsAsAConversion() =>
        Gen.Select(Values, Gen.Int[0, Types.Length - 1]).Sample((value, type) =>
        {
            try
            {
                var converted = ValueConverter.Convert(value, Types[type]);
                Assert.True(converted is null || (Nullable.GetUnderlyingType(Types[type]) ?? Types[type]).IsInstanceOfType(converted));
            }
            catch (ValueConversionException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: 3_000);

    [Fact]
    public void AnyTypeName_Resolves() =>
        Gen.Char["<>[],`?. ListSystemString1:"].Array[0, 30].Select(x => new string(x)).Sample(name => Assert.NotNull(TypeAliases.Resolve(name)), iter: 3_000);

    private static readonly Gen<object?> Values = Gen.OneOf(
        Gen.Const((object?)null), Gen.Bool.Select(x => (object?)x), Gen.Int.Select(x => (object?)x), Gen.Double.Select(x => (object?)x), Gen.Decimal.Select(x => (object?)x), Gen.Long.Select(x => (object?)x),
        Gen.String.Select(x => (object?)x), Gen.Char["0123456789.,-+eEx {}[]\"':TZ/ab"].Array[0, 12].Select(x => (object?)new string(x)), Gen.DateTime.Select(x => (object?)x), Gen.TimeSpan.Select(x => (object?)x),
        Gen.Guid.Select(x => (object?)x), Gen.Int.Array[0, 3].Select(x => (object?)x), Gen.String.List[0, 3].Select(x => (object?)x), Gen.Byte.Array[0, 4].Select(x => (object?)x),
        Gen.Dictionary(Gen.String[0, 3], Gen.Int.Select(x => (object?)x))[0, 3].Select(x => (object?)x), Gen.Int.Select(x => (object?)JsonValue.Create(x)), Gen.Const((object?)new JsonObject { ["a"] = 1 }));

    private bool Survives(Expression expression)
    {
        var scope = new DictionaryScope();
        scope.Variables["L"] = new List<object?> { 1, "b", null };
        scope.Variables["N"] = 7;
        try
        {
            Evaluator.EvaluateAsync(expression, typeof(object), scope, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (ExpressionException e)
        {
            return e.Message.Length > 0;
        }
        return true;
    }
}
