using System.Globalization;
using System.Numerics;
using CsCheck;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

/// <summary>Any value survives JSON, and the way through a script and back.</summary>
public sealed class ValueRoundTripTests : ExpressionTestBase
{
    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static readonly Gen<string> Key = Gen.OneOf(Gen.String[Gen.Char['a', 'z'], 0, 4], OneOf("_type", "_value", "信访", "toString", "__x", "a b", "0", "2", "\"", ""));

    private static readonly Gen<DateTime> Date = Gen.DateTime[DateTime.UnixEpoch, new DateTime(2100, 1, 1)].Select(x => DateTime.SpecifyKind(x, DateTimeKind.Utc));

    private static readonly Gen<object?> Scalar = Gen.OneOf(
        Gen.Const((object?)null), Gen.Bool.Select(x => (object?)x), Gen.Int.Select(x => (object?)x), Gen.Long.Select(x => (object?)x), Gen.Double.Select(x => (object?)x),
        Gen.Decimal.Select(x => (object?)x), Gen.String.Select(x => (object?)x), Date.Select(x => (object?)x), Gen.TimeSpan.Select(x => (object?)x), Gen.Guid.Select(x => (object?)x),
        Gen.Byte.Array[0, 5].Select(x => (object?)x), Gen.Long.Select(x => (object?)(new BigInteger(x) * long.MaxValue)),
        Gen.DateTimeOffset.Select(x => (object?)x), Gen.Date.Select(x => (object?)DateOnly.FromDateTime(x)), OneOf("2024-01-01", "{", "[1]", "信访", "\u2028").Select(x => (object?)x));

    private static readonly Gen<object?> Value = Gen.Recursive<object?>((depth, inner) => depth > 3 ? Scalar : Gen.OneOf(
        Scalar, Scalar, inner.List[0, 4].Select(x => (object?)x), Gen.Dictionary(Key, inner)[0, 4].Select(x => (object?)x)));

    [Fact]
    public void Value_SurvivesItsStoredForm() => Value.Sample(value =>
    {
        var back = ValueJson.Deserialize(ValueJson.Serialize(value));
        return Same(value, back) && Same(back, ValueJson.Deserialize(ValueJson.Serialize(back)));
    }, iter: 2_000);

    [Fact]
    public void Value_HasAPlainForm_ThatIsJson() => Value.Sample(value =>
    {
        ValueJson.Deserialize(ValueJson.WritePlain(value));
    }, iter: 1_000);

    // Scripts count in doubles and milliseconds; what fits those comes back exactly.
    private static readonly Gen<object?> ScriptScalar = Gen.OneOf(
        Gen.Const((object?)null), Gen.Bool.Select(x => (object?)x), Gen.Int.Select(x => (object?)x), Gen.Double.Select(x => (object?)x), Gen.String.Select(x => (object?)x),
        Gen.Int.Select(x => (object?)(x / 100m)), Gen.Long[-9007199254740991, 9007199254740991].Select(x => (object?)x),
        Date.Select(x => (object?)new DateTime(x.Ticks - x.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc)), Gen.TimeSpan.Select(x => (object?)x), Gen.Guid.Select(x => (object?)x),
        Gen.Byte.Array[0, 5].Select(x => (object?)x), Gen.Long.Select(x => (object?)(new BigInteger(x) * long.MaxValue)));

    private static readonly Gen<object?> ScriptValue = Gen.Recursive<object?>((depth, inner) => depth > 3 ? ScriptScalar : Gen.OneOf(
        ScriptScalar, ScriptScalar, inner.List[0, 4].Select(x => (object?)x), Gen.Dictionary(Key, inner)[0, 4].Select(x => (object?)x)));

    [Fact]
    public void Value_SurvivesScripts_AndTheStore() => ScriptValue.Sample(value =>
    {
        var scope = new DictionaryScope();
        scope.Variables["V"] = value;
        object? Run(string script) => Evaluator.EvaluateAsync(Expression.JavaScript(script), typeof(object), scope, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Run("setVariable('W', getVariable('V'))");
        scope.Variables["W"] = ValueJson.Deserialize(ValueJson.Serialize(scope.Variables["W"]));
        return Same(value, Run("variables.W"));
    }, iter: 500);

    [Theory]
    [InlineData("new Date(1704164645123)")]
    [InlineData("123456789012345678901234567890n")]
    [InlineData("[1, [2, { a: [null, 'x'] }]]")]
    [InlineData("({ nested: { when: new Date(0), big: 5n, list: [1.5, true] } })")]
    [InlineData("-0")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    [InlineData("new Uint8Array([1, 2, 255])")]
    [InlineData("TimeSpan.FromHours(30.5)")]
    public async Task ScriptValue_SurvivesTheStore(string script)
    {
        var made = await JavaScript(script);
        var stored = ValueJson.Deserialize(ValueJson.Serialize(made));
        Scope.Variables["X"] = stored;
        Assert.True(Same(made, await JavaScript("getVariable('X')")));
        Assert.Equal(await JavaScript($"typeof ({script})"), await JavaScript("typeof getVariable('X')"));
    }

    [Fact]
    public void TypedVariables_ComeBackWithTheirType()
    {
        Assert.Equal(5, ValueJson.Deserialize(ValueJson.Serialize(5), typeof(int)));
        Assert.Equal(2.3333333333333333333333333333m, ValueJson.Deserialize(ValueJson.Serialize(2.3333333333333333333333333333m), typeof(decimal)));
        Assert.Equal([1, 2], (int[])ValueJson.Deserialize(ValueJson.Serialize(new[] { 1, 2 }), typeof(int[]))!);
        Assert.Equal(long.MaxValue, ValueJson.Deserialize(ValueJson.Serialize(long.MaxValue), typeof(long)));
        var date = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(7);
        Assert.Equal(date, ValueJson.Deserialize(ValueJson.Serialize(date), typeof(DateTime)));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)ValueJson.Deserialize(ValueJson.Serialize(date))!).Kind);
    }

    [Fact]
    public void Value_ThatContainsItself_IsRefused()
    {
        var value = new Dictionary<string, object?>();
        value["self"] = value;
        Assert.Throws<ValueConversionException>(() => ValueJson.Serialize(value));
    }

    [Fact]
    public void LargeValues_AreStoredWhole()
    {
        var text = new string('访', 5_000_000);
        Assert.Equal(text, ValueJson.Deserialize(ValueJson.Serialize(text)));
    }

    private static bool Same(object? left, object? right) => left is null || right is null ? left is null && right is null
        : left is byte[] a ? right is byte[] b && a.SequenceEqual(b)
        : left is double.NaN ? right is double.NaN
        : Number(left) is { } x && Number(right) is { } y ? x == y
        : left is IDictionary<string, object?> first ? right is IDictionary<string, object?> second && first.Count == second.Count
            && first.All(e => second.TryGetValue(e.Key, out var other) && Same(e.Value, other))
        : left is not string && left is System.Collections.IEnumerable items ? right is System.Collections.IEnumerable others
            && items.Cast<object?>().Zip(others.Cast<object?>()).All(p => Same(p.First, p.Second)) && items.Cast<object?>().Count() == others.Cast<object?>().Count()
        : left.Equals(right);

    private static string? Number(object value) => value switch
    {
        int or long => Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("G29", CultureInfo.InvariantCulture),
        decimal d when Math.Abs(d) > 1e-12m || d == 0 => d.ToString("G29", CultureInfo.InvariantCulture),
        decimal d => double.Parse(d.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        double d when Math.Abs(d) is 0 => "0",
        double d when Math.Abs(d) < 1e28 && Math.Abs(d) > 1e-12 => decimal.Parse(d.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture).ToString("G29", CultureInfo.InvariantCulture),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        _ => null,
    };
}
