using Jint;
using Jint.Native;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>
/// Closes what Jint's limits, checked between statements, do not reach: single calls that allocate gigabytes, and chains of
/// iterators that overflow the stack. Installed only where the script's text shows that it could matter.
/// </summary>
internal static class ScriptGuards
{
    /// <summary>Longest string that one call of repeat, padStart or padEnd may make, in characters; and the largest typed array.</summary>
    private const int LargestAtOnce = 16 * 1024 * 1024;

    private const int MostIteratorSteps = 1_000;

    private const int MostBigIntDigits = 20_000;

    private static readonly string[] Removed = ["eval", "Function", "ShadowRealm", "SharedArrayBuffer", "Atomics", "WebAssembly"];

    private static readonly HashSet<string> Buffers = new(StringComparer.Ordinal)
    {
        "ArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
        "BigInt64Array", "BigUint64Array", "Float16Array", "Float32Array", "Float64Array",
    };

    private static readonly Prepared<Acornima.Ast.Script> Strings = Engine.PrepareScript($$"""
        (() => {
            const proto = String.prototype, raise = () => { throw new RangeError('The string would be too long.'); };
            const guard = (name, length) => {
                const plain = proto[name];
                Object.defineProperty(proto, name, { writable: true, configurable: true, value: function(count, fill) {
                    const n = Number(count);
                    if (length(this, n) > {{LargestAtOnce}}) raise();
                    return plain.call(this, n, ...(fill === undefined ? [] : [fill]));
                } });
            };
            guard('repeat', (text, n) => String(text).length * n);
            guard('padStart', (text, n) => n);
            guard('padEnd', (text, n) => n);
        })();
        """);

    private static readonly Prepared<Acornima.Ast.Script> Iterators = Engine.PrepareScript($$"""
        (() => {
            if (typeof Iterator === 'undefined') return;
            let steps = 0;
            for (const target of [Iterator.prototype, Iterator]) {
                for (const name of Object.getOwnPropertyNames(target)) {
                    const plain = target[name];
                    if (typeof plain !== 'function' || name === 'constructor') continue;
                    Object.defineProperty(target, name, { writable: true, configurable: true, value: function(...args) {
                        if (++steps > {{MostIteratorSteps}}) throw new RangeError('Too many iterators are nested.');
                        return plain.apply(this, args);
                    } });
                }
            }
        })();
        """);

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

    public static void Install(Engine engine, PreparedScript script)
    {
        var reachesAll = script.Traits.HasFlag(ScriptTraits.ReachesGlobalObject);
        if (NeedsTypedArrays(script))
            GuardTypedArrays(engine);
        if (NeedsBigIntegers(script))
            GuardBigIntegers(engine);
        if ((script.Traits & (ScriptTraits.CallsAmplifiers | ScriptTraits.Reflects)) != 0)
        {
            engine.Execute(Strings);
            if (script.Traits.HasFlag(ScriptTraits.Repeats))
                engine.Execute(Iterators);
        }
        foreach (var name in Removed)
            if (reachesAll || script.Globals.Contains(name))
                engine.SetValue(name, JsValue.Undefined);
    }
}
