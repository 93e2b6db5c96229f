using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

public sealed class ValueConverterTests
{
    public enum Mode
    {
        First,
        Any,
    }

    public sealed record Line(string Sku, int Qty, object? Extra = null);

    public static TheoryData<object?, Type, object?> Scalars => new()
    {
        { null, typeof(int), null },
        { 5, typeof(int?), 5 },
        { 5, typeof(long), 5L },
        { 5.0, typeof(int), 5 },
        { "0x10", typeof(int), 16 },
        { "1,234", typeof(decimal), 1234m },
        { "3,5", typeof(double), 35.0 },
        { "1e3", typeof(double), 1000.0 },
        { "any", typeof(Mode), Mode.Any },
        { "nothing", typeof(Mode), Mode.First },
        { 1.0, typeof(Mode), Mode.Any },
        { Mode.Any, typeof(string), "Any" },
        { 1.5, typeof(string), "1.5" },
        { 9.99m, typeof(string), "9.99" },
        { true, typeof(decimal), 1m },
        { 0.1 + 0.2, typeof(decimal), 0.3m },
        { 7.0 / 3, typeof(decimal), 2.33333333333333m },
        { double.NaN, typeof(bool), true },
        { "0f8fad5b-d9cb-469f-a165-70867728950e", typeof(Guid), Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e") },
        { "none", typeof(Guid), Guid.Empty },
        { 5, typeof(Guid), Guid.Empty },
        { 5, typeof(TimeSpan), TimeSpan.Zero },
        { TimeSpan.FromDays(1.5), typeof(string), "1.12:00:00" },
        { "YQ==", typeof(byte[]), new byte[] { 97 } },
        { new byte[] { 97 }, typeof(string), "YQ==" },
        { new DateTime(2024, 2, 3, 4, 5, 6), typeof(string), "02/03/2024 04:05" },
        { new DateTime(2024, 2, 3), typeof(string), "2024-02-03" },
        { new DateTime(2024, 2, 3), typeof(DateOnly), new DateOnly(2024, 2, 3) },
        { new DateOnly(2024, 2, 3), typeof(DateTime), new DateTime(2024, 2, 3) },
        { new DateTimeOffset(2024, 2, 3, 4, 0, 0, TimeSpan.FromHours(8)), typeof(DateTime), new DateTime(2024, 2, 2, 20, 0, 0) },
        { new DateTimeOffset(2024, 2, 3, 4, 0, 0, TimeSpan.FromHours(8)), typeof(TimeOnly), new TimeOnly(4, 0) },
        { "2024-02-03T04:00:00+08:00", typeof(DateTimeOffset), new DateTimeOffset(2024, 2, 3, 4, 0, 0, TimeSpan.FromHours(8)) },
        { "2024-02-03", typeof(DateOnly), new DateOnly(2024, 2, 3) },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Scalar_Converts(object? value, Type type, object? expected) => Assert.Equal(expected, ValueConverter.Convert(value, type));

    [Theory]
    [InlineData("3000000000", typeof(int))]
    [InlineData(3e9, typeof(int))]
    [InlineData(double.NaN, typeof(int))]
    [InlineData(1e300, typeof(decimal))]
    [InlineData("{\"a\":", typeof(Dictionary<string, object>))]
    [InlineData("text", typeof(Line))]
    public void Overflow_AndMalformedJson_Fail(object value, Type type)
    {
        var error = Assert.Throws<ValueConversionException>(() => ValueConverter.Convert(value, type));
        Assert.Contains(TypeAliases.NameOf(type), error.Message);
    }

    [Fact]
    public void Objects_ConvertThroughJson()
    {
        var dictionary = new Dictionary<string, object?> { ["sku"] = "A1", ["QTY"] = 2.0, ["extra"] = new Dictionary<string, object?> { ["d"] = 1.5 } };
        var line = ValueConverter.Convert<Line>(dictionary)!;
        Assert.Equal(("A1", 2), (line.Sku, line.Qty));
        Assert.Equal(1.5, Assert.IsType<Dictionary<string, object?>>(line.Extra)["d"]);
        Assert.Equal("""{"sku":"A1","qty":2,"extra":null}""", ValueConverter.Convert(new Line("A1", 2), typeof(string)));
        Assert.Equal("A1", ValueConverter.Convert<Line>("""{"sku":"A1","qty":2}""")!.Sku);
        Assert.Equal("A1", Assert.IsType<JsonObject>(ValueConverter.Convert(dictionary, typeof(JsonObject)))["sku"]!.GetValue<string>());
        Assert.Equal("A1", Assert.IsAssignableFrom<IDictionary<string, object?>>(ValueConverter.Convert(dictionary, typeof(ExpandoObject)))["sku"]);
        Assert.Equal(2, Assert.Single(ValueConverter.Convert<List<Line>>(new object?[] { dictionary })!).Qty);
    }

    [Fact]
    public void JsonValues_ConvertLikePlainOnes()
    {
        using var document = JsonDocument.Parse("""{"n":5,"s":"7","o":{"a":1},"l":["1",2],"z":null}""");
        var root = document.RootElement;
        Assert.Equal(5, ValueConverter.Convert(root.GetProperty("n"), typeof(int)));
        Assert.Equal(7, ValueConverter.Convert(root.GetProperty("s"), typeof(int)));
        Assert.Equal("""{"a":1}""", ValueConverter.Convert(root.GetProperty("o"), typeof(string)));
        Assert.Null(ValueConverter.Convert(root.GetProperty("z"), typeof(int)));
        Assert.Equal(1L, ValueConverter.Convert<Dictionary<string, object?>>(root.GetProperty("o"))!["a"]);
        Assert.Equal(5, ValueConverter.Convert(JsonNode.Parse("5"), typeof(int)));
    }

    [Fact]
    public void Collections_ConvertItemByItem()
    {
        Assert.Equal([1, 2], ValueConverter.Convert<ICollection<int>>(new object[] { "1", 2.4 })!);
        Assert.Equal([1, 0], ValueConverter.Convert<int[]>(new object?[] { 1, null })!);
        Assert.Equal(["a"], ValueConverter.Convert<IEnumerable<string>>("a")!);
        Assert.Equal(new object[] { 1, 2 }, ValueConverter.Convert<ICollection<object>>(new[] { 1, 2 })!);
        Assert.Equal([1, 2], ValueConverter.Convert<HashSet<int>>(new[] { 1, 2, 2 })!.Order());
        Assert.Equal(["p", "q"], ValueConverter.Convert<List<string>>("""["p","q"]""")!);
        Assert.Equal("[1,2]", ValueConverter.Convert(new[] { 1, 2 }, typeof(string)));
    }
}
