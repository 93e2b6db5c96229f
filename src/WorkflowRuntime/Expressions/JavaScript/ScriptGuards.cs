using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>
/// Closes what Jint's limits, checked between statements, do not reach: single calls that allocate gigabytes, and chains of
/// iterators that overflow the stack. Installed only where the script's text shows that it could matter.
/// </summary>
internal static class ScriptGuards
{
    /// <summary>Longest string that one call of repeat, padStart or padEnd may make, in characters; and the largest typed array.</summary>
    private const int LargestAtOnce = 16 * 1024 * 1024;

    private const int MostIterators = 1_000;

    private const int MostBigIntDigits = 20_000;

    private static readonly string[] Removed = ["eval", "Function", "ShadowRealm", "SharedArrayBuffer", "Atomics", "WebAssembly"];

    /// <summary>What a BigInt comes from, besides a literal.</summary>
    public static readonly string[] BigIntegerMakers = ["BigInt", "BigInt64Array", "BigUint64Array"];

    private static readonly HashSet<string> Buffers = new(StringComparer.Ordinal)
    {
        "ArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
        "BigInt64Array", "BigUint64Array", "Float16Array", "Float32Array", "Float64Array",
    };

    private static readonly string[] NestingOfIterators = ["map", "filter", "take", "drop", "flatMap", "chunks", "windows"];

    private static readonly string[] NestingOfIterator = ["from", "concat", "zip", "zipKeyed"];

    private static readonly Prepared<Acornima.Ast.Script> TypedArrays = Engine.PrepareScript($$"""
        (() => {
            const check = value => {
                const n = Number(value ?? 0);
                if (n > {{LargestAtOnce}}) throw new RangeError('The array would be too long.');
                return n;
            };
            const isBuffer = value => value instanceof ArrayBuffer || value instanceof DataView || Object.prototype.toString.call(value) === '[object ArrayBuffer]';
            const size = value => typeof value !== 'object' || value === null ? check(value) : isBuffer(value) || ArrayBuffer.isView(value) ? value : Array.from(value);
            for (const name of ['ArrayBuffer', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
                                'BigInt64Array', 'BigUint64Array', 'Float16Array', 'Float32Array', 'Float64Array']) {
                const plain = globalThis[name];
                if (!plain) continue;
                const guarded = new Proxy(plain, { construct(target, args, newTarget) {
                    const rest = args.slice(1);
                    if (name === 'ArrayBuffer' && rest.length && rest[0]?.maxByteLength !== undefined) rest[0] = { maxByteLength: check(rest[0].maxByteLength) };
                    return Reflect.construct(target, args.length ? [size(args[0]), ...rest] : [], newTarget === guarded ? target : newTarget);
                } });
                Object.defineProperty(plain.prototype, 'constructor', { writable: true, configurable: true, value: guarded });
                globalThis[name] = guarded;
            }
            const proto = ArrayBuffer.prototype;
            for (const name of ['transfer', 'transferToFixedLength', 'transferToImmutable']) {
                const plain = proto[name];
                if (plain) Object.defineProperty(proto, name, { writable: true, configurable: true, value: function(length) {
                    return length === undefined ? plain.call(this) : plain.call(this, check(length));
                } });
            }
        })();
        """);

    private static readonly Prepared<Acornima.Ast.Script> BigIntegers = Engine.PrepareScript($$"""
        (() => {
            const plain = BigInt;
            const guarded = new Proxy(plain, { apply(target, self, args) {
                const value = typeof args[0] === 'object' && args[0] !== null ? String(args[0]) : args[0];
                if (typeof value === 'string' && value.length > {{MostBigIntDigits}}) throw new RangeError('The number has too many digits.');
                return target(value);
            } });
            Object.defineProperty(plain.prototype, 'constructor', { writable: true, configurable: true, value: guarded });
            globalThis.BigInt = guarded;
        })();
        """);

    /// <summary>True when the script can reach a typed array's constructor from the start.</summary>
    public static bool NeedsTypedArrays(PreparedScript script) =>
        script.Traits.HasFlag(ScriptTraits.ReachesGlobalObject) || script.Globals.Any(Buffers.Contains);

    public static bool NeedsBigIntegers(PreparedScript script) =>
        (script.Traits & (ScriptTraits.ReachesGlobalObject | ScriptTraits.HasBigIntegers)) != 0 || script.Globals.Contains("BigInt");

    public static void GuardTypedArrays(Engine engine) => engine.Execute(TypedArrays);

    public static void GuardBigIntegers(Engine engine) => engine.Execute(BigIntegers);

    private static void GuardTexts(Engine engine)
    {
        var prototype = (ObjectInstance)engine.Global.Get("String").Get("prototype");
        Replace("repeat", 1, (text, arguments) =>
        {
            var count = Count(arguments);
            if (count < 0 || double.IsInfinity(count))
                throw new ArgumentOutOfRangeException("count", "Invalid count value");
            return text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, (int)Checked(text.Length * count) / text.Length));
        });
        Replace("padStart", 2, (text, arguments) => Fill(text, arguments) + text);
        Replace("padEnd", 2, (text, arguments) => text + Fill(text, arguments));

        void Replace(string name, int length, Func<string, JsValue[], string> make) =>
            Define(engine, prototype, name, length, (self, arguments) => JsString.Create(make(Text(self), arguments)));
    }

    // Each of these wraps an iterator in another; stepping a long chain is a native recursion that no limit sees.
    private static void GuardIterators(Engine engine)
    {
        if (engine.Global.Get("Iterator") is not ObjectInstance constructor)
            return;
        var made = 0;
        Wrap((ObjectInstance)constructor.Get("prototype"), NestingOfIterators);
        Wrap(constructor, NestingOfIterator);

        void Wrap(ObjectInstance owner, string[] names)
        {
            foreach (var name in names)
                if (owner.Get(name) is var plain && plain.IsCallable())
                    Define(engine, owner, name, 1, (self, arguments) => ++made > MostIterators
                        ? throw new ArgumentException("Too many iterators are nested.")
                        : plain.Call(self, arguments));
        }
    }

    private static void Define(Engine engine, ObjectInstance owner, string name, int length, Func<JsValue, JsValue[], JsValue> function) =>
        owner.FastSetProperty(name, new PropertyDescriptor(new ClrFunction(engine, name, function, length), writable: true, enumerable: false, configurable: true));

    private static string Fill(string text, JsValue[] arguments)
    {
        var filler = arguments.Length > 1 && !arguments[1].IsUndefined() ? TypeConverter.ToString(arguments[1]) : " ";
        var missing = (int)Checked(Math.Max(0, Count(arguments))) - text.Length;
        return missing <= 0 || filler.Length == 0 ? "" : string.Concat(Enumerable.Repeat(filler, missing / filler.Length + 1))[..missing];
    }

    private static string Text(JsValue self) =>
        self.IsNull() || self.IsUndefined() ? throw new ArgumentException("Cannot convert undefined or null to a string") : TypeConverter.ToString(self);

    private static double Count(JsValue[] arguments) => arguments.Length > 0 ? TypeConverter.ToInteger(arguments[0]) : 0;

    private static double Checked(double length) =>
        length <= LargestAtOnce ? length : throw new ArgumentException("The text would be too long.");

    public static void Install(Engine engine, PreparedScript script)
    {
        var reachesAll = script.Traits.HasFlag(ScriptTraits.ReachesGlobalObject);
        if (NeedsTypedArrays(script))
            GuardTypedArrays(engine);
        if (NeedsBigIntegers(script))
            GuardBigIntegers(engine);
        if ((script.Traits & (ScriptTraits.LengthensTexts | ScriptTraits.Reflects)) != 0)
            GuardTexts(engine);
        if (script.Traits.HasFlag(ScriptTraits.Repeats) && (script.Traits & (ScriptTraits.HoldsIterators | ScriptTraits.Reflects)) != 0)
            GuardIterators(engine);
        foreach (var name in Removed)
            if (reachesAll || script.Globals.Contains(name))
                engine.SetValue(name, JsValue.Undefined);
        if (reachesAll && script.Traits.HasFlag(ScriptTraits.Multiplies))
            foreach (var name in BigIntegerMakers)
                engine.SetValue(name, JsValue.Undefined);
    }
}
