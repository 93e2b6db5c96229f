using System.Collections;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowRuntime.Expressions;

/// <summary>
/// Elsa's <c>typeName</c>s and the CLR types behind them, in both directions. Reads every spelling that definitions hold:
/// aliases, <c>?</c> suffix, <c>X[]</c>, <c>List&lt;X&gt;</c>, assembly-qualified names and <c>UnregisteredClrType:</c>.
/// </summary>
public static class TypeAliases
{
    private const string Unregistered = "UnregisteredClrType:";

    private static readonly Dictionary<string, Type> ByAlias = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Object"] = typeof(object), ["String"] = typeof(string), ["Boolean"] = typeof(bool), ["Int16"] = typeof(short), ["Int32"] = typeof(int),
        ["Int64"] = typeof(long), ["Single"] = typeof(float), ["Double"] = typeof(double), ["Decimal"] = typeof(decimal), ["ByteArray"] = typeof(byte[]),
        ["Guid"] = typeof(Guid), ["DateTime"] = typeof(DateTime), ["DateTimeOffset"] = typeof(DateTimeOffset), ["DateOnly"] = typeof(DateOnly),
        ["TimeOnly"] = typeof(TimeOnly), ["TimeSpan"] = typeof(TimeSpan), ["Stream"] = typeof(Stream), ["JSON"] = typeof(ExpandoObject),
        ["JsonElement"] = typeof(JsonElement), ["JsonNode"] = typeof(JsonNode), ["JsonObject"] = typeof(JsonObject), ["JsonArray"] = typeof(JsonArray),
        ["StringDictionary"] = typeof(IDictionary<string, string>), ["ObjectDictionary"] = typeof(IDictionary<string, object>),
        ["StringMap"] = typeof(Dictionary<string, string>), ["ObjectMap"] = typeof(Dictionary<string, object>),
    };

    // Read but never written: other spellings of the same types.
    private static readonly Dictionary<string, Type> AlsoRead = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Long"] = typeof(long), ["Int"] = typeof(int), ["Bool"] = typeof(bool), ["Short"] = typeof(short), ["Float"] = typeof(float), ["Byte"] = typeof(byte),
        ["ExpandoObject"] = typeof(ExpandoObject), ["Uri"] = typeof(Uri), ["BigInteger"] = typeof(System.Numerics.BigInteger), ["ArrayList"] = typeof(ArrayList),
    };

    private static readonly Dictionary<Type, string> ByType = ByAlias.ToDictionary(x => x.Value, x => x.Key);

    private static readonly Dictionary<string, Type> ByClrName = ByAlias.Values.Concat(AlsoRead.Values).Distinct()
        .Where(x => !x.IsGenericType).ToDictionary(x => x.FullName!, StringComparer.Ordinal);

    private static readonly Dictionary<string, Type> Collections = new(StringComparer.Ordinal)
    {
        ["List"] = typeof(List<>), ["IList"] = typeof(IList<>), ["ICollection"] = typeof(ICollection<>), ["IEnumerable"] = typeof(IEnumerable<>),
        ["HashSet"] = typeof(HashSet<>), ["ISet"] = typeof(ISet<>), ["IReadOnlyList"] = typeof(IReadOnlyList<>), ["IReadOnlyCollection"] = typeof(IReadOnlyCollection<>),
        ["Collection"] = typeof(System.Collections.ObjectModel.Collection<>),
    };

    private static readonly Dictionary<string, Type> Maps = new(StringComparer.Ordinal)
    {
        ["Dictionary"] = typeof(Dictionary<,>), ["IDictionary"] = typeof(IDictionary<,>), ["IReadOnlyDictionary"] = typeof(IReadOnlyDictionary<,>),
    };

    /// <summary>The aliases that the designer offers for variables.</summary>
    public static IReadOnlyCollection<string> Names => ByAlias.Keys;

    /// <summary>The CLR type; anything unknown or blank is <see cref="object"/>. <paramref name="isArray"/> makes it an array.</summary>
    public static Type Resolve(string? name, bool isArray = false)
    {
        var type = TryResolve(name, out var found) ? found : typeof(object);
        return isArray ? type.MakeArrayType() : type;
    }

    /// <summary>Finds the CLR type of a name; false for an unknown one (an Elsa definition drops such a variable).</summary>
    public static bool TryResolve(string? name, out Type type)
    {
        type = typeof(object);
        if (string.IsNullOrWhiteSpace(name) || Parse(name.Trim()) is not { } parsed)
            return false;
        type = parsed;
        return true;
    }

    /// <summary>The name that Elsa 3.8 writes for a type.</summary>
    public static string NameOf(Type type)
    {
        if (ByType.TryGetValue(type, out var alias))
            return alias;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return NameOf(underlying) + "?";
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (type.IsGenericType)
        {
            var open = type.GetGenericTypeDefinition();
            var known = Collections.Concat(Maps).FirstOrDefault(x => x.Value == open).Key;
            if (known is not null)
                return $"{known}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
        }
        return type.IsEnum ? type.Name : Unregistered + (type.FullName ?? type.Name);
    }

    private static Type? Parse(string name)
    {
        if (ByAlias.TryGetValue(name, out var type) || AlsoRead.TryGetValue(name, out type) || ByClrName.TryGetValue(name, out type))
            return type;
        if (name.StartsWith(Unregistered, StringComparison.Ordinal))
            return Parse(name[Unregistered.Length..]);
        if (name.EndsWith('?'))
            return Parse(name[..^1]) is { } inner ? inner.IsValueType && Nullable.GetUnderlyingType(inner) is null ? typeof(Nullable<>).MakeGenericType(inner) : inner : null;
        if (name.EndsWith("[]", StringComparison.Ordinal))
            return Parse(name[..^2])?.MakeArrayType();
        return ClrTypeName.TryParse(name, out var parsed) ? Build(parsed) : null;
    }

    // Only types that this table knows are built: a definition cannot make the host load a type of its choosing.
    private static Type? Build(ClrTypeName name)
    {
        var arguments = name.Arguments.Select(Parse).ToArray();
        if (arguments.Contains(null))
            return null;
        var simple = name.Name[(name.Name.LastIndexOf('.') + 1)..];
        var type = arguments.Length switch
        {
            0 when !ByClrName.TryGetValue(name.Name, out _) => null,
            0 => ByClrName[name.Name],
            1 when simple == "Nullable" => arguments[0]!.IsValueType ? typeof(Nullable<>).MakeGenericType(arguments!) : arguments[0],
            1 when Collections.TryGetValue(simple, out var open) => open.MakeGenericType(arguments!),
            2 when Maps.TryGetValue(simple, out var open) => open.MakeGenericType(arguments!),
            _ => null,
        };
        return name.IsArray ? type?.MakeArrayType() : type;
    }
}
