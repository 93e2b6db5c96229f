using Jint;
using Jint.Native;
using Jint.Native.Error;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>Script values as CLR values: objects as dictionaries, arrays as lists, Date as UTC, functions as null.</summary>
internal sealed class ValueFromScript(uint mostValues, ValueToScript given)
{
    private readonly HashSet<JsValue> _path = new(ReferenceEqualityComparer.Instance);
    private uint _count;

    public object? Convert(JsValue value)
    {
        _count = 0;
        _path.Clear();
        return Read(value);
    }

    private object? Read(JsValue value) => value.Type switch
    {
        Types.Boolean => value.AsBoolean(),
        Types.Number => value.AsNumber(),
        Types.String => value.ToString(),
        Types.BigInt => ((JsBigInt)value).ToObject(),
        Types.Object => ReadObject((ObjectInstance)value),
        _ => null,
    };

    private object? ReadObject(ObjectInstance value)
    {
        switch (value)
        {
            case ObjectWrapper wrapper:
                return wrapper.Target;
            case JsDate date:
                return double.IsNaN(date.DateValue) ? null : ReadDate(date);
            case Jint.Native.Function.Function:
                return null;
            case JsTypedArray or JsArrayBuffer:
                return value.ToObject();
            case JsRegExp:
                return value.ToString();
            case ErrorInstance:
                return value.ToString();
        }
        if (++_count > mostValues)
            throw new ValueConversionException(null, typeof(object), "a value of the script holds too many objects.");
        if (_path.Count >= ValueJson.MaxDepth || !_path.Add(value))
            throw new ValueConversionException(null, typeof(object), "a value of the script is nested too deeply, or contains itself.");
        var result = value.IsArray() ? AsGiven(value, ReadArray(value)) : ReadBoxed(value) ?? AsGiven(value, ReadDictionary(value));
        _path.Remove(value);
        return result;
    }

    // new Number(3), new String('a'), new Boolean(true)
    private static object? ReadBoxed(ObjectInstance value) =>
        value is JsObject or JsMap or JsSet ? null : value.ToObject() is var plain && plain is double or string or bool ? plain : null;

    // Milliseconds outside .NET's years 1 to 9999 have no DateTime; the first of them is the default date, which has no zone (recorded).
    private static object? ReadDate(JsDate date) =>
        date.DateValue is -62135596800000 ? DateTime.MinValue
        : date.DateValue is > -62135596800000 and <= 253402300799999 ? DateTime.SpecifyKind(DateTime.UnixEpoch.AddMilliseconds(date.DateValue), DateTimeKind.Utc) : null;

    private object?[] ReadArray(ObjectInstance array)
    {
        var length = (uint)array.Get("length").AsNumber();
        if (length > mostValues)
            throw new ValueConversionException(null, typeof(object), "an array of the script is too long.");
        var list = new object?[length];
        for (uint i = 0; i < length; i++)
            list[i] = Read(array.Get(JsNumber.Create(i)));
        _count += length;
        return list;
    }

    private Dictionary<string, object?> ReadDictionary(ObjectInstance value)
    {
        var result = new Dictionary<string, object?>();
        foreach (var key in value.GetOwnPropertyKeys(Types.String))
        {
            if (!value.GetOwnProperty(key).Enumerable || value.Get(key) is not { } member || member.IsCallable())
                continue;
            result[key.ToString()] = Read(member);
        }
        return result;
    }

    // What the script hands on unchanged stays what it was.
    private object AsGiven(ObjectInstance value, object read) =>
        given.RecordOf(value) is { } record && ValueJson.WritePlain(record) == ValueJson.WritePlain(read) ? record : read;
}
