using System.Dynamic;
using System.Text.Json.Nodes;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

public sealed class TypeAliasesTests
{
    [Theory]
    [InlineData("Object", typeof(object))]
    [InlineData("string", typeof(string))]
    [InlineData("Long", typeof(long))]
    [InlineData("Int64", typeof(long))]
    [InlineData("Int32?", typeof(int?))]
    [InlineData("String?", typeof(string))]
    [InlineData("DateTime?", typeof(DateTime?))]
    [InlineData("JSON", typeof(ExpandoObject))]
    [InlineData("JsonObject", typeof(JsonObject))]
    [InlineData("ObjectDictionary", typeof(IDictionary<string, object>))]
    [InlineData("StringMap", typeof(Dictionary<string, string>))]
    [InlineData("String[]", typeof(string[]))]
    [InlineData("ICollection<String>", typeof(ICollection<string>))]
    [InlineData("List<Int32?>", typeof(List<int?>))]
    [InlineData("IDictionary<String, List<Int32>>", typeof(IDictionary<string, List<int>>))]
    [InlineData("List<String[]>", typeof(List<string[]>))]
    [InlineData("System.String, System.Private.CoreLib", typeof(string))]
    [InlineData("System.Int32, mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089", typeof(int))]
    [InlineData("System.Collections.Generic.List`1[[System.String, System.Private.CoreLib]], System.Private.CoreLib", typeof(List<string>))]
    [InlineData("System.Collections.Generic.IDictionary`2[[System.String, x],[System.Object, x]], x", typeof(IDictionary<string, object>))]
    [InlineData("System.Nullable`1[[System.DateTime, System.Private.CoreLib]], System.Private.CoreLib", typeof(DateTime?))]
    [InlineData("System.String[], System.Private.CoreLib", typeof(string[]))]
    [InlineData("UnregisteredClrType:System.Collections.Generic.List`1[[System.Int32]]", typeof(List<int>))]
    public void Name_IsResolved(string name, Type expected)
    {
        Assert.True(TypeAliases.TryResolve(name, out var type));
        Assert.Equal(expected, type);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MyApp.Order, MyApp")]
    [InlineData("UnregisteredClrType:MyApp.Order")]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("List<MyApp.Order>")]
    [InlineData("List<")]
    [InlineData("[[[]")]
    [InlineData("?")]
    public void UnknownName_IsObject(string? name)
    {
        Assert.False(TypeAliases.TryResolve(name, out _));
        Assert.Equal(typeof(object), TypeAliases.Resolve(name));
        Assert.Equal(typeof(object[]), TypeAliases.Resolve(name, isArray: true));
    }

    [Theory]
    [InlineData(typeof(long), "Int64")]
    [InlineData(typeof(int?), "Int32?")]
    [InlineData(typeof(string[]), "String[]")]
    [InlineData(typeof(byte[]), "ByteArray")]
    [InlineData(typeof(ICollection<string>), "ICollection<String>")]
    [InlineData(typeof(List<int?>), "List<Int32?>")]
    [InlineData(typeof(IDictionary<string, object>), "ObjectDictionary")]
    [InlineData(typeof(TypeAliasesTests), "UnregisteredClrType:WorkflowRuntime.Tests.Expressions.TypeAliasesTests")]
    public void Type_IsNamed(Type type, string expected) => Assert.Equal(expected, TypeAliases.NameOf(type));

    [Fact]
    public void EveryAlias_ComesBackAsItself()
    {
        foreach (var name in TypeAliases.Names)
            Assert.Equal(name, TypeAliases.NameOf(TypeAliases.Resolve(name)));
    }
}
