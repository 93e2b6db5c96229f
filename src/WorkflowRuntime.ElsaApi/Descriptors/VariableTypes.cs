namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>The types that an author may give to variables, inputs and outputs. Definitions store the name letter by letter.</summary>
internal static class VariableTypes
{
    private const string Primitives = "Primitives", Lookups = "Lookups", Dynamic = "Dynamic", Data = "Data";

    public static readonly IReadOnlyList<VariableType> All =
    [
        new("Object", Primitives, "Any value."),
        new("String", Primitives, "Text."),
        new("Boolean", Primitives, "True or false."),
        new("Int32", Primitives, "A whole number of 32 bits."),
        new("Long", Primitives, "A whole number of 64 bits."),
        new("Single", Primitives, "A floating point number of 32 bits."),
        new("Double", Primitives, "A floating point number of 64 bits."),
        new("Decimal", Primitives, "A decimal number."),
        new("Guid", Primitives, "A globally unique identifier."),
        new("DateTime", Primitives, "A date and a time."),
        new("DateTimeOffset", Primitives, "A date and a time with its offset."),
        new("TimeSpan", Primitives, "A duration."),
        new("StringDictionary", Lookups, "Texts by name."),
        new("ObjectDictionary", Lookups, "Values by name."),
        new("JSON", Dynamic, "An object with members of any kind."),
        new("JsonElement", Dynamic, "JSON to read."),
        new("JsonNode", Dynamic, "JSON to read and change."),
        new("JsonObject", Dynamic, "A JSON object."),
        new("ByteArray", Data, "Bytes."),
        new("Stream", Data, "A stream."),
    ];

    /// <summary>The listed name of a type: definitions also spell it as .NET does.</summary>
    public static string? NameOf(string? written) => written == "Int64" ? "Long" : written;
}

internal sealed record VariableType(string TypeName, string Category, string Description)
{
    public string DisplayName => TypeName;
}
