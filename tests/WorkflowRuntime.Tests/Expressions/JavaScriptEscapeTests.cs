using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

/// <summary>What a hostile or careless script tries, and does not get.</summary>
public sealed class JavaScriptEscapeTests : ExpressionTestBase
{
    /// <summary>Much time, so that on a busy machine too another limit than time's is the first.</summary>
    private protected override ExpressionOptions Options { get; } = new() { TimeLimit = TimeSpan.FromSeconds(30), StatementLimit = 300_000, MemoryLimitBytes = 64 * 1024 * 1024 };

    public JavaScriptEscapeTests()
    {
        Scope.Variables["O"] = new Dictionary<string, object?> { ["a"] = 1 };
        Scope.Variables["L"] = new List<object?> { 1 };
        Scope.Variables["U"] = TimeSpan.FromDays(1);
        Scope.Variables["X"] = new MemoryStream();
        Scope.Variables["E"] = new InvalidOperationException("secret");
    }

    [Theory]
    [InlineData("importNamespace('System')")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("getVariable('U').GetType()")]
    [InlineData("getVariable('L').GetType()")]
    [InlineData("getVariable('O').GetType()")]
    [InlineData("getVariable('X').GetType()")]
    [InlineData("getVariable('X').Write([1], 0, 1)")]
    [InlineData("getVariable('X').Dispose()")]
    [InlineData("getVariable('E').TargetSite.Module")]
    [InlineData("DateTime.GetType()")]
    [InlineData("DateTime.Assembly.GetType('System.IO.File')")]
    [InlineData("Guid.NewGuid().GetType().Assembly")]
    [InlineData("new Random().GetType()")]
    [InlineData("getVariable.GetType()")]
    [InlineData("getVariable.Method.Module")]
    [InlineData("getVariable.Target.Scope")]
    [InlineData("getVariable.constructor('return 1')()")]
    [InlineData("(() => {}).constructor('return 1')()")]
    [InlineData("[].map.constructor('return 1')()")]
    [InlineData("(async () => {}).constructor('return 1')()")]
    [InlineData("(function*() {}).constructor('yield 1')().next()")]
    [InlineData("({}).constructor.constructor('return 1')()")]
    [InlineData("Object.getPrototypeOf(() => {}).constructor('return 1')()")]
    [InlineData("globalThis.Function('return 1')()")]
    [InlineData("eval('1')")]
    [InlineData("(0, eval)('1')")]
    [InlineData("this.eval('1')")]
    [InlineData("new ShadowRealm().evaluate('1')")]
    [InlineData("require('fs')")]
    [InlineData("import('fs')")]
    [InlineData("process.exit()")]
    [InlineData("new System.Diagnostics.Process()")]
    [InlineData("TimeSpan.Parse.Method.DeclaringType")]
    [InlineData("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)")]
    [InlineData("getVariable('U').ToString.GetMethodInfo()")]
    [InlineData("setTimeout(() => {}, 1)")]
    public async Task Escape_IsAnError(string script) => await JavaScriptFails(script);

    [Theory]
    [InlineData("typeof getVariable('U').GetType", "undefined")]
    [InlineData("typeof getVariable('U').constructor.Assembly", "undefined")]
    [InlineData("typeof getVariable('X').CanRead", "undefined")]
    [InlineData("typeof getVariable('E').Message", "undefined")]
    [InlineData("typeof getVariable('E').StackTrace", "undefined")]
    [InlineData("typeof Random.Shared", "object")]
    [InlineData("[typeof clr, typeof host, typeof System, typeof process, typeof require, typeof console].join()", "undefined,undefined,undefined,undefined,undefined,undefined")]
    [InlineData("TimeSpan.MaxValue = 1; typeof TimeSpan.MaxValue", "object")]
    public async Task Reach_EndsAtWhatWasGiven(string script, object expected) => Assert.Equal(expected, await JavaScript(script));

    [Theory]
    [InlineData("Object.prototype.polluted = 1", "typeof ({}).polluted")]
    [InlineData("({}).__proto__.polluted = 1", "typeof ({}).polluted")]
    [InlineData("getVariable('O').__proto__.polluted = 1", "typeof getVariable('O').polluted")]
    [InlineData("Array.prototype.polluted = 1", "typeof [].polluted")]
    [InlineData("TimeSpan.polluted = 1", "typeof TimeSpan.polluted")]
    [InlineData("globalThis.polluted = 1", "typeof polluted")]
    [InlineData("polluted = 1", "typeof polluted")]
    [InlineData("getVariable.polluted = 1", "typeof getVariable.polluted")]
    [InlineData("Object.defineProperty(Object.prototype, 'polluted', { get() { return 1 } })", "typeof ({}).polluted")]
    public async Task Pollution_DoesNotOutliveTheEvaluation(string pollution, string probe)
    {
        try
        {
            await JavaScript(pollution);
        }
        catch (ExpressionException)
        {
            // Refused at once is as good.
        }
        Assert.Equal("undefined", await JavaScript(probe));
    }

    [Fact]
    public async Task Overwritten_Functions_AreWholeInTheNextEvaluation()
    {
        await JavaScript("JSON.stringify = () => 'broken'; Math.max = () => 0; getVariable = () => 'broken'; 1");
        Assert.Equal("[1]", await JavaScript("JSON.stringify([Math.max(0, 1)])"));
        Assert.Equal(1.0, await JavaScript("getVariable('O').a"));
    }

    [Theory]
    [InlineData("while (true) {}", "statements")]
    [InlineData("for (;;);", "")]
    [InlineData("(function f() { f() })()", "levels")]
    [InlineData("var f = () => f(); f()", "levels")]
    [InlineData("(async () => { while (true) await 0 })()", "statements")]
    [InlineData("function f() { return Promise.resolve().then(f) } f()", "")]
    [InlineData("'x'.repeat(500000000).length", "too long")]
    [InlineData("'x'['re' + 'peat'](500000000).length", "too long")]
    [InlineData("Reflect.get('x'.__proto__, ['re', 'peat'].join('')).call('x', 500000000).length", "too long")]
    [InlineData("'x'.padEnd(500000000).length", "too long")]
    [InlineData("new Array(1e9).length", "array")]
    [InlineData("Array(1e6).fill('x'.repeat(1000)).join('').length", "")]
    [InlineData("new ArrayBuffer(1e9).byteLength", "too long")]
    [InlineData("new Uint8Array(2e9).length", "too long")]
    [InlineData("new (new Uint8Array(1).constructor)(2e9).length", "too long")]
    [InlineData("new globalThis['Float64' + 'Array'](2e8).length", "too long")]
    [InlineData("new Uint8Array({ length: 2e9 }).length", "")]
    [InlineData("new ArrayBuffer(8, { maxByteLength: 2e9 }).maxByteLength", "too long")]
    [InlineData("new ArrayBuffer(8).transfer(2e9).byteLength", "too long")]
    [InlineData("new (bytesFromString('abc').constructor)(2e9)", "too long")]
    [InlineData("BigInt('9'.repeat(3000000)).toString().length", "digits")]
    [InlineData("new (bytesFromString('abc').buffer.constructor)(2e9)", "too long")]
    [InlineData("1n.constructor('9'.repeat(3000000))", "digits")]
    [InlineData("10n ** 1000000000n", "BigInt")]
    [InlineData("let b = 2n; for (let i = 0; i < 40; i++) b = b * b; 1", "BigInt")]
    [InlineData("let b = 2n; for (let i = 0; i < 40; i++) b *= b; 1", "BigInt")]
    [InlineData("BigInt(2) << BigInt(1000000000)", "BigInt")]
    [InlineData("1n >> -1000000000n", "BigInt")]
    [InlineData("new BigInt64Array([2])[0] * 2", "")]
    [InlineData("let b = globalThis['Big' + 'Int'](2); for (let i = 0; i < 40; i++) b *= b; 1", "not a function")]
    [InlineData("let b = new globalThis['BigInt64' + 'Array'](1)[0] + 1; 2 * b", "")]
    [InlineData("/(a+)+b/.test('a'.repeat(50))", "regular expression")]
    [InlineData(@"/(.*)*\1x/.test('a'.repeat(50))", "regular expression")]
    [InlineData("JSON.parse('['.repeat(100000) + ']'.repeat(100000))", "depth")]
    [InlineData("var o = {}; for (var i = 0; i < 50000; i++) o = { o }; JSON.stringify(o)", "stack")]
    [InlineData("var o = {}; for (var i = 0; i < 50000; i++) o = { o }; o", "deeply")]
    [InlineData("var o = {}; for (var i = 0; i < 50000; i++) o = { o }; setVariable('V', o)", "deeply")]
    [InlineData("var o = {}; for (var i = 0; i < 50000; i++) o = { o }; toJson(o)", "deeply")]
    [InlineData("var o = []; for (var i = 0; i < 50000; i++) o = [o]; '' + o", "stack")]
    [InlineData("var o = []; for (var i = 0; i < 50000; i++) o = [o]; o.flat(Infinity)", "stack")]
    [InlineData("var o = {}; o.self = o; o", "itself")]
    [InlineData("var o = { toString: undefined }; for (var i = 0; i < 40; i++) o = [o, o]; o", "too many objects")]
    [InlineData("var p = {}; for (var i = 0; i < 90000; i++) p = new Proxy(p, {}); p.x; throw new Error('stack')", "")]
    [InlineData("var it = [1].values(); for (var i = 0; i < 50000; i++) it = it.map(x => x); it.next().value", "iterators")]
    [InlineData("var it = [1].values(); for (var i = 0; i < 50000; i++) it = it['fil' + 'ter'](x => x); it.next().value", "iterators")]
    [InlineData("var it = [1].values(); for (var i = 0; i < 50000; i++) it = Iterator.from({ next: it.next.bind(it), __proto__: null }); it.next().value", "")]
    [InlineData("({ get a() { while (true); } })", "")]
    [InlineData("({ toJSON() { while (true); } }).toJSON()", "")]
    [InlineData("new Proxy({}, { ownKeys() { while (true); } })", "")]
    [InlineData("Array.prototype.includes.call({ length: 9007199254740991 }, 5)", "")]
    public async Task Excess_IsStoppedByALimit(string script, string message)
    {
        if (message.Length == 0)
        {
            // Whichever limit is the first: that may be time's.
            Options.TimeLimit = TimeSpan.FromSeconds(2);
        }

        var error = await JavaScriptFails(script);
        Assert.Contains(message, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task DeeplyNestedSource_IsAnError()
    {
        foreach (var script in new[] { new string('(', 100_000), new string('[', 100_000), "1" + string.Concat(Enumerable.Repeat("+1", 100_000)), new string('!', 100_000) + "1" })
            await JavaScriptFails(script);
    }

    [Fact]
    public async Task Options_OutOfRange_AreNamed()
    {
        var wrong = new ExpressionOptions { TimeLimit = TimeSpan.Zero, RecursionLimit = 0, StatementLimit = 0, MemoryLimitBytes = 1, CacheSize = 0 };
        Assert.Equal(6, wrong.FindErrors().Count);
        Assert.Contains("Expressions:RecursionLimit", Assert.Throws<ArgumentException>(() => ExpressionEvaluator.Create(wrong, TimeProvider.System)).Message);
        Assert.Empty(new ExpressionOptions().FindErrors());
        Assert.Null(await JavaScript("null"));
    }
}
