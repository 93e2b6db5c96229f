using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>
/// CLR values as script values. Lists and dictionaries become arrays and objects of the script's own, moments become Date;
/// durations and guids stay .NET values, and anything else without a JSON form goes in as a box that scripts cannot open.
/// </summary>
internal sealed class ValueToScript(Engine engine, PreparedScript script)
{
    private bool _arraysGuarded = ScriptGuards.NeedsTypedArrays(script);
    private bool _bigIntegersGuarded = ScriptGuards.NeedsBigIntegers(script);
    private PropertyDescriptor? _objectText;
    private Dictionary<ObjectInstance, object>? _records;
    private int _depth;

    /// <summary>The typed record or stored node that this object was made of.</summary>
    public object? RecordOf(ObjectInstance value) => _records?.GetValueOrDefault(value);

    public JsValue Convert(object? value) => value switch
    {
        null => JsValue.Null,
        JsValue script => script,
        string text => JsString.Create(text),
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        int number => JsNumber.Create(number),
        long number => JsNumber.Create(number),
        double number => JsNumber.Create(number),
        decimal number => JsNumber.Create((double)number),
        float number => JsNumber.Create((double)number),
        char or Enum or Uri or Version or Type => JsString.Create(value as Type is { } type ? TypeAliases.NameOf(type) : value.ToString()!),
        short or ushort or byte or sbyte or uint or ulong => JsNumber.Create(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        BigInteger number => ToBigInt(number),
        DateTime date => new JsDate(engine, date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : DateTime.SpecifyKind(date, DateTimeKind.Utc)),
        DateTimeOffset moment => new JsDate(engine, moment.UtcDateTime),
        TimeSpan or Guid or DateOnly or TimeOnly => JsValue.FromObject(engine, value),
        _ => Nested(value),
    };

    private JsValue Nested(object value)
    {
        if (++_depth > ValueJson.MaxDepth)
            throw new ValueConversionException(value, typeof(string), "it is nested too deeply, or contains itself.");
        try
        {
            return value switch
            {
                byte[] bytes => ToBytes(bytes),
                JsonElement element => Convert(ValueJson.FromElement(element)),
                JsonNode node => Convert(ValueJson.FromElement(JsonSerializer.SerializeToElement(node))),
                IDictionary<string, object?> dictionary => ToObject(dictionary),
                IDictionary dictionary => Convert(ValueJson.Deserialize(ValueJson.WritePlain(dictionary))),
                IEnumerable items => ToArray(items),
                Stream or Delegate or Exception => ObjectWrapper.Create(engine, value, null),
                _ => Convert(ValueJson.Deserialize(ValueJson.WritePlain(value))),
            };
        }
        finally
        {
            _depth--;
        }
    }

    // A value can be the way to its constructor, so the guard comes in before the first one does.
    private JsTypedArray ToBytes(byte[] bytes)
    {
        if (!_arraysGuarded)
            ScriptGuards.GuardTypedArrays(engine);
        _arraysGuarded = true;
        return engine.Intrinsics.Uint8Array.Construct(bytes);
    }

    private JsBigInt ToBigInt(BigInteger number)
    {
        if (script.Traits.HasFlag(ScriptTraits.Multiplies))
            throw ScriptErrors.BigIntegersGrow();
        if (!_bigIntegersGuarded)
            ScriptGuards.GuardBigIntegers(engine);
        _bigIntegersGuarded = true;
        return new JsBigInt(number);
    }

    private JsArray ToArray(IEnumerable items)
    {
        var list = new List<JsValue>((items as ICollection)?.Count ?? 4);
        foreach (var item in items)
            list.Add(Convert(item));
        var array = new JsArray(engine, list.ToArray());
        if (items is StoredList)
            Remember(array, items, StoredText(items));
        return array;
    }

    private JsObject ToObject(IDictionary<string, object?> dictionary)
    {
        var result = JsObject.CreateFromEntries(engine, dictionary.Select(entry => new KeyValuePair<string, JsValue>(entry.Key, Convert(entry.Value))));
        // Recorded: an object in a text reads as the name of Elsa's class for it. Own and hidden, so it shows nowhere else.
        if (!dictionary.ContainsKey("toString"))
            result.FastSetProperty("toString", dictionary is StoredObject ? StoredText(dictionary) : _objectText ??= Text(static () => "System.Dynamic.ExpandoObject"));
        if (dictionary is TypedRecord or StoredObject)
            Remember(result, dictionary, null);
        return result;
    }

    private void Remember(ObjectInstance made, object value, PropertyDescriptor? text)
    {
        if (text is not null)
            made.FastSetProperty("toString", text);
        (_records ??= new(ReferenceEqualityComparer.Instance))[made] = value;
    }

    private PropertyDescriptor StoredText(object value) => Text(() => StoredNode.ToText(value));

    private PropertyDescriptor Text(Func<string> make) =>
        new(new ClrFunction(engine, "toString", (_, _) => JsString.Create(make())), writable: true, enumerable: false, configurable: true);
}
