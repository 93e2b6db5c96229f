using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Tests.Expressions;

public sealed class LiquidTests : ExpressionTestBase
{
    private protected override ExpressionOptions Options { get; } = new() { TemplateLoopLimit = 1_000, TemplateOutputLimit = 20_000 };

    public LiquidTests()
    {
        var values = new Dictionary<string, object?>
        {
            ["N"] = 7, ["S"] = "abc", ["E"] = "", ["B"] = true, ["F"] = false, ["D"] = 1.5, ["C"] = 2.33333333333333m, ["Z"] = null,
            ["L"] = new List<object?> { "a", "b", "c" }, ["O"] = new Dictionary<string, object?> { ["name"] = "x", ["Qty"] = 2.0 },
            ["LO"] = new object?[] { new Dictionary<string, object?> { ["sku"] = "A1", ["qty"] = 2 }, new Dictionary<string, object?> { ["sku"] = "B2", ["qty"] = 1 } },
            ["W"] = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), ["H"] = "a<b>&\"'", ["Big"] = 5000000000L, ["Empty"] = new List<object?>(),
            ["MixedCase"] = "mc", ["申請人"] = "甲", ["U"] = TimeSpan.FromHours(36), ["A"] = new[] { 3, 1, 2 },
        };
        foreach (var (name, value) in values)
            Scope.Variables[name] = value;
        Scope.CorrelationId = "c1";
        Scope.Inputs["Amount"] = 15;
    }

    [Theory]
    [InlineData("{{ Variables.N | plus: 1 }}", "8")]
    [InlineData("{{ Variables.N | divided_by: 2 }}", "3")]
    [InlineData("{{ 7 | divided_by: 2.0 }}", "3.5")]
    [InlineData("{{ 20 | divided_by: 7.0 }}", "2.8571428571428571428571428571")]
    [InlineData("{{ Variables.N | times: 1.5 }}", "10.5")]
    [InlineData("{{ '3' | plus: '4' }}", "7")]
    [InlineData("{{ 10 | modulo: 3 }}", "1")]
    [InlineData("{{ 4.5 | floor }}{{ 4.2 | ceil }}{{ 1.2345 | round: 2 }}", "451.23")]
    [InlineData("{{ -5 | abs }}{{ 4 | at_least: 5 }}{{ 4 | at_most: 3 }}", "553")]
    [InlineData("{{ Variables.D }}|{{ Variables.C }}|{{ Variables.Big }}", "1.5|2.33333333333333|5000000000")]
    [InlineData("{{ Variables.B }}|{{ Variables.F }}|{{ Variables.Z }}", "true|false|")]
    [InlineData("Hi {{ Variables.S | upcase }} {{ Input.Name }}", "Hi ABC ")]
    [InlineData("{% if Variables.B %}yes{% else %}no{% endif %}-{{ Variables.N }}", "yes-7")]
    [InlineData("{% for i in Variables.L %}[{{ i }}]{% endfor %}", "[a][b][c]")]
    [InlineData("{{ Variables.S | append: '!' | size }}", "4")]
    [InlineData("{{ Variables.NoSuch }}", "")]
    [InlineData("{{ Variables.NoSuch.Deeper.Still }}", "")]
    [InlineData("{{ 'a<b>&' }}", "a&lt;b&gt;&amp;")]
    [InlineData("{{ Variables.H }}", "a&lt;b&gt;&amp;&quot;&#x27;")]
    [InlineData("{{ Variables.H | raw }}", "a<b>&\"'")]
    [InlineData("<b>{{ 1 }}</b>", "<b>1</b>")]
    [InlineData("{{ Variables.O.name }}{{ Variables.O.Qty }}{{ Variables.O['name'] }}", "x2x")]
    [InlineData("{{ Variables.L[0] }}{{ Variables.L.first }}{{ Variables.L.last }}{{ Variables.L.size }}{{ Variables.L | size }}", "aac33")]
    [InlineData("{{ Variables.L | join: ', ' }}", "a, b, c")]
    [InlineData("{{ Variables.L }}", "abc")]
    [InlineData("{{ Variables.LO | map: 'sku' | join: '-' }}", "A1-B2")]
    [InlineData("{{ Variables.LO | where: 'sku', 'B2' | map: 'qty' }}", "1")]
    [InlineData("{{ Variables.LO | sort: 'qty' | map: 'sku' | join }}", "B2 A1")]
    [InlineData("{{ Variables.L | reverse | first }}", "c")]
    [InlineData("{% if Variables.E %}t{% else %}f{% endif %}", "t")]
    [InlineData("{% if Variables.E == '' %}t{% else %}f{% endif %}", "t")]
    [InlineData("{% if Variables.E == empty %}t{% else %}f{% endif %}", "t")]
    [InlineData("{% if Variables.Empty == empty %}t{% else %}f{% endif %}", "t")]
    [InlineData("{% if Variables.Z == nil %}t{% else %}f{% endif %}", "t")]
    [InlineData("{% if Variables.Z == blank %}t{% else %}f{% endif %}", "t")]
    [InlineData("{% if Variables.N == 7 %}t{% endif %}{% if Variables.N == 7.0 %}t{% endif %}{% if Variables.N == '7' %}x{% endif %}", "tt")]
    [InlineData("{% if Variables.N > 3 and Variables.S == 'abc' %}t{% endif %}", "t")]
    [InlineData("{% if false and false or true %}t{% else %}f{% endif %}", "f")]
    [InlineData("{% if Variables.L contains 'b' %}t{% endif %}{% if Variables.S contains 'bc' %}t{% endif %}", "tt")]
    [InlineData("{% if Variables.Z > 3 %}t{% else %}f{% endif %}", "f")]
    [InlineData("{% unless Variables.F %}u{% endunless %}", "u")]
    [InlineData("{% if 0 %}t{% else %}f{% endif %}", "t")]
    [InlineData("{% case Variables.N %}{% when 1, 7 %}seven{% else %}other{% endcase %}", "seven")]
    [InlineData("{% case Variables.S %}{% when 'x' or 'abc' %}hit{% endcase %}", "hit")]
    [InlineData("{% for i in (1..3) %}{{ i }}{% unless forloop.last %},{% endunless %}{% endfor %}", "1,2,3")]
    [InlineData("{% for i in Variables.L limit:1 offset:1 %}{{ i }}{{ forloop.index }}{{ forloop.index0 }}{% endfor %}", "b10")]
    [InlineData("{% for i in Variables.L reversed %}{{ i }}{% endfor %}", "cba")]
    [InlineData("{% for i in Variables.Empty %}x{% else %}none{% endfor %}", "none")]
    [InlineData("{% for i in (1..9) %}{% if i == 3 %}{% break %}{% endif %}{% if i == 1 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "2")]
    [InlineData("{% assign x = Variables.N | plus: 1 %}{{ x }}", "8")]
    [InlineData("{% capture c %}a{{ Variables.N }}{% endcapture %}{{ c | upcase }}", "A7")]
    [InlineData("{% for p in Variables.O %}{{ p[0] }}={{ p[1] }};{% endfor %}", "name=x;Qty=2;")]
    [InlineData("{% raw %}{{ x }}{% endraw %}", "{{ x }}")]
    [InlineData("{% comment %}x{% endcomment %}a", "a")]
    [InlineData("a {%- if true -%} b {%- endif -%} c", "abc")]
    [InlineData("{% increment i %}{% increment i %}{% decrement j %}", "01-1")]
    [InlineData("{% cycle 'a','b' %}{% cycle 'a','b' %}", "ab")]
    [InlineData("{% tablerow i in (1..2) %}{{i}}{% endtablerow %}", "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">2</td></tr>\n")]
    [InlineData("{{ Variables.W | date: '%Y-%m-%d %H:%M:%S' }}", "2024-01-02 03:04:05")]
    [InlineData("{{ '2024-02-03' | date: '%d/%m/%y %b %A' }}", "03/02/24 Feb Saturday")]
    [InlineData("{{ 0 | date: '%Y' }}", "1970")]
    [InlineData("{{ Variables.Z | default: 'd' }}{{ Variables.E | default: 'd' }}{{ Variables.F | default: 'd' }}{{ Variables.S | default: 'd' }}", "dddabc")]
    [InlineData("{{ Variables.O | json }}", "{&quot;name&quot;:&quot;x&quot;,&quot;Qty&quot;:2}")]
    [InlineData("{{ Variables.L | json | raw }}", "[\"a\",\"b\",\"c\"]")]
    [InlineData("{{ 'a,b' | split: ',' | last }}", "b")]
    [InlineData("{{ 'hello' | slice: 1, 3 }}{{ 'hello' | slice: -2, 2 }}", "elllo")]
    [InlineData("{{ 'abcdef' | truncate: 5 }}", "ab...")]
    [InlineData("{{ 'a b c' | truncatewords: 2 }}", "a b...")]
    [InlineData("{{ ' x ' | strip }}{{ 'aXbX' | replace: 'X','y' }}{{ 'aXbX' | replace_first: 'X','y' }}{{ 'aXb' | remove: 'X' }}", "xaybyaybXab")]
    [InlineData("{{ 'hello world' | capitalize }}", "Hello world")]
    [InlineData("{{ 'a b' | url_encode }}{{ 'a%20b' | url_decode }}", "a&#x2B;ba b")]
    [InlineData("{{ '<p>x</p>' | strip_html }}{{ '<' | escape }}", "x&lt;")]
    [InlineData("{{ 'a' | base64_encode }}", "YQ==")]
    [InlineData("{{ 'Hi' | prepend: 'x' }}", "xHi")]
    [InlineData("{{ Variables.L | concat: Variables.L | uniq | size }}", "3")]
    [InlineData("{{ 'a' | unknown_filter }}", "a")]
    [InlineData("{{ Variables.MixedCase }}{{ Variables.申請人 }}", "mc甲")]
    [InlineData("{{ variables.N }}", "")]
    [InlineData("{{ CorrelationId }}", "c1")]
    [InlineData("{{ WorkflowDefinitionVersion }}", "3")]
    [InlineData("{{ 'x' | upcase | append: \"y\" }}", "Xy")]
    [InlineData("{{ Variables.LO[1].sku }}{% assign k = 'sku' %}{{ Variables.LO[0][k] }}", "B2A1")]
    [InlineData("{{ true }}{{ nil }}{{ 1.0 }}{{ 1.50 }}{{ 1.50 | append: '' }}", "true1.01.51.50")]
    [InlineData("{{ Variables.O }}", "")]
    [InlineData("{{ 'now' | date: '%Y' }}", "2024")]
    [InlineData("{% if Variables.N != 7 or Variables.N >= 7 %}t{% endif %}", "t")]
    [InlineData("{{ Variables.N | minus: 10 | abs | times: 2 }}", "6")]
    [InlineData("{{ \"a\\nb\" }}", "a\\nb")]
    [InlineData("{{ Variables.L | sum }}", "0")]
    [InlineData("{{ Variables.LO | sum: 'qty' }}", "3")]
    [InlineData("{{ Variables.LO | compact | size }}", "2")]
    [InlineData("{% liquid assign x = 1\n echo x %}", "1")]
    [InlineData("{{ 1 | plus: 2 | json }}", "3")]
    [InlineData("{% echo 'a' %}", "a")]
    [InlineData("{{ Variables.A | sort | join: ',' }}{{ Variables.A[0] }}{{ Variables.A[-1] }}", "1,2,332")]
    [InlineData("{{ Variables.U }} {{ Variables.U.TotalHours }}{{ Variables.W.Year }}", "1970-01-02 12:00:00Z ")]
    [InlineData("{{ Variables.O | keys | join: ',' }}", "name,Qty")]
    [InlineData("{{ 'x' | base64 }}", "eA==")]
    [InlineData("{{ Input.Amount }}", "15")]
    [InlineData("{{ WorkflowDefinitionId }}/{{ WorkflowDefinitionVersionId }}/{{ WorkflowInstanceId }}", "def1/def1-v3/inst1")]
    [InlineData("{{ Configuration.Secret }}", "")]
    [InlineData("{{ 'a' | default: 'b', allow_false: true }}{{ false | default: 'b', allow_false: true }}", "afalse")]
    [InlineData("{{ Variables.W }}", "2024-01-02 03:04:05Z")]
    [InlineData("{{ Variables.W | date: '%-d/%-m %e|%j|%I:%M %p|%s|%z' | raw }}", "2/1  2|002|03:04 AM|1704164645|+0000")]
    [InlineData("{{ '2024-01-02T03:04:05+08:00' | time_zone: 'Asia/Shanghai' | date: '%H:%M %z' | raw }}", "03:04 +0800")]
    [InlineData("{{ 1234.5 | format_number: 'N2' }}", "1,234.50")]
    [InlineData("{% # a remark %}a", "a")]
    [InlineData("{% if Variables.S == \"abc\" %}{% if Variables.N > 3 %}deep{% endif %}{% endif %}", "deep")]
    [InlineData("{% for i in (1..3) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ j }} {% endfor %}{% endfor %}", "11 12 21 22 31 32 ")]
    [InlineData("它說 {{ '訪民' }}", "它說 訪民")]
    [InlineData("{ {% if true %}}{% endif %}", "{ }")]
    [InlineData("", "")]
    public async Task Template_Renders(string template, string expected) => Assert.Equal(expected, await Liquid(template));

    [Theory]
    [InlineData("{% if %}", "\nInvalid 'if' tag at (1:6)\nSource:\n{% if %}\n")]
    [InlineData("{% for %}x{% endfor %}", "\nInvalid 'for' tag at (1:7)\nSource:\n{% for %}x{% endfor %}\n")]
    [InlineData("{% assign %}", "\nAn identifier was expected after the 'assign' tag at (1:10)\nSource:\n{% assign %}\n")]
    [InlineData("{% assign x %}", "\n'=' was expected after the identifier of 'assign' at (1:12)\nSource:\n{% assign x %}\n")]
    [InlineData("{% assign x = %}", "\nA value was expected at (1:14)\nSource:\n{% assign x = %}\n")]
    [InlineData("{% capture %}{% endcapture %}", "\nAn identifier was expected after the 'capture' tag at (1:11)\nSource:\n{% capture %}{% endcapture %}\n")]
    [InlineData("{% case 1 %}{% when %}x{% endcase %}", "\nInvalid 'when' tag at (1:20)\nSource:\n{% case 1 %}{% when %}x{% endcase %}\n")]
    [InlineData("{% %}", "\nAn identifier was expected after '{%' at (1:3)\nSource:\n{% %}\n")]
    [InlineData("{% nope %}", "\nUnknown tag 'nope' at (1:8)\n")]
    [InlineData("{% endif %}", "\nUnknown tag 'endif' at (1:9)\n")]
    [InlineData("{% if 1 %}a{% else %}b{% else %}c{% endif %}", "\n'{% endif %}' was expected at (1:23)\nSource:\n{% if 1 %}a{% else %}b{% else %}c{% endif %}\n")]
    [InlineData("{{ a b }}", "\nEnd of tag '}}' was expected at (1:5)\nSource:\n{{ a b }}\n")]
    [InlineData("{% if 1 %}\n{{ a b }}\n{% endif %}", "\nEnd of tag '}}' was expected at (2:5)\nSource:\n{{ a b }}\n")]
    [InlineData("{{ }}", "\nA value was expected at (1:3)\nSource:\n{{ }}\n")]
    [InlineData("{{ 'abc }}", "\nA value was expected at (1:3)\nSource:\n{{ 'abc }}\n")]
    [InlineData("{{ a | }}", "\nAn identifier was expected after the '|' sign at (1:7)\nSource:\n{{ a | }}\n")]
    public async Task Template_ThatDoesNotParse_RendersItsError(string template, string expected) => Assert.Equal(expected, await Liquid(template));

    [Theory]
    [InlineData("{% if a %}")]
    [InlineData("{% if a %}{% endfor %}")]
    [InlineData("{{ a")]
    [InlineData("{{ 'a }}")]
    [InlineData("{{ a | }}")]
    [InlineData("{{ }}")]
    [InlineData("{% %}")]
    [InlineData("{{ a b }}")]
    [InlineData("{% raw %}x")]
    [InlineData("{% comment %}x")]
    [InlineData("{{ 99999999999999999999999999999999 }}")]
    public async Task Template_WithAnyError_RendersSomeError(string template) => Assert.Contains("Source:", (string?)await Liquid(template));

    [Fact]
    public async Task Template_NestedTooDeeply_RendersAnError() =>
        Assert.Contains("nested", (string?)await Liquid(string.Concat(Enumerable.Repeat("{% if true %}", 20_000))));

    [Theory]
    [InlineData("{% for i in (1..2000) %}{% endfor %}", "numbers")]
    [InlineData("{% for i in (1..100) %}{% for j in (1..100) %}{% endfor %}{% endfor %}", "rounds")]
    [InlineData("{% for i in (1..1000) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}", "characters")]
    [InlineData("{% assign s = 'x' %}{% for i in (1..30) %}{% assign s = s | append: s %}{% endfor %}", "characters")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..9) %}{% assign s = s | replace: 'x', s %}{% endfor %}", "characters")]
    [InlineData("{{ 1 | divided_by: 0 }}", "zero")]
    [InlineData("{{ 1 | format_number: 'N999999999' }}", "digits")]
    [InlineData("{% assign n = 99999999 %}{% for i in (1..9) %}{% assign n = n | times: n %}{% endfor %}", "large")]
    public async Task Excess_IsStoppedByALimit(string template, string message)
    {
        var error = await Assert.ThrowsAsync<ExpressionException>(async () => await Liquid(template));
        Assert.Equal(Expression.LiquidType, error.ExpressionType);
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData("{{ Variables.S.GetType }}{{ Variables.L.Capacity }}{{ Variables.File.CanRead }}{{ Variables.E.Chars }}")]
    [InlineData("{{ Variables.W.GetType }}{{ Variables.File.GetType.Assembly }}")]
    public async Task Members_OfDotNetObjects_AreOutOfReach(string template)
    {
        Scope.Variables["File"] = new MemoryStream();
        Assert.Equal("", await Liquid(template));
    }

    [Fact]
    public async Task Configuration_IsReadWhenTheHostHandsItOut()
    {
        var open = ExpressionEvaluator.Create(new ExpressionOptions { ConfigurationReader = key => key + "!", HtmlEncodeLiquidOutput = false }, TimeProvider.System);
        Assert.Equal("City!<", await open.EvaluateAsync(Expression.Liquid("{{ Configuration.City }}{{ '<' }}"), typeof(string), Scope, TestContext.Current.CancellationToken));
    }
}
