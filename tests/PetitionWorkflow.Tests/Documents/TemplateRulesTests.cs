using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Editing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Documents;

public sealed class TemplateRulesTests
{
    private static readonly DocumentTemplates Shipped = new();
    private static readonly DocumentKind Opinion = DocumentKinds.Find(DocumentKinds.Opinion)!;
    private static readonly TemplateRules Rules = new(Shipped, Texts.Load(typeof(Texts).Assembly));

    [Fact]
    public void EveryShippedTemplate_KeepsTheRules() =>
        Assert.Empty(DocumentKinds.All.SelectMany(kind => Rules.Check(kind, Shipped.HtmlOf(kind)).Select(fault => $"{kind.Key}: {fault.Code} {string.Join(", ", fault.Args)}")));

    [Theory]
    [InlineData("</article>", "<script>alert(1)</script></article>", "template-element")]
    [InlineData("<article", "<article onclick=\"x\"", "template-attribute")]
    [InlineData("<article", "<article style=\"color:red\"", "template-attribute")]
    [InlineData("<h1>", "<img/><h1>", "template-element")]
    [InlineData("<h1>", "<![CDATA[><img src=x onerror=y>]]><h1>", "template-element")]
    [InlineData("<h1>", "<?x ><img src=x onerror=y>?><h1>", "template-element")]
    [InlineData("[[opinion.rights]]", "\n<!--if contact-->\n[[opinion.rights]]\n<!--end-->\n", "template-required-text")]
    [InlineData("{{facts!}}", "\n<!--if contact-->\n{{facts!}}\n<!--end-->\n", "template-required-field")]
    [InlineData("<h1>", "<h1", "template-not-well-formed")]
    [InlineData("<h1>", "&nbsp;<h1>", "template-not-well-formed")]
    [InlineData("<h1>", "<!--if reason--><h1>", "template-condition")]
    [InlineData("<h1>", "\n<!--if place-->\n<h1>", "template-condition")]
    [InlineData("<h1>", "\n<!--end-->\n<h1>", "template-condition")]
    [InlineData("<h1>", "\n<!--if nobodyKnows-->\n<!--end-->\n<h1>", "template-field-unknown")]
    [InlineData("{{request}}", "{{identityNumber}}", "template-field-unknown")]
    [InlineData("[[label.request]]", "[[label.nothing]]", "template-text-unknown")]
    [InlineData("{{request}}", "{{ request }}", "template-place-broken")]
    [InlineData("{{facts!}}", "{{facts}}", "template-required-field")]
    [InlineData("{{basis!}}", "", "template-required-field")]
    [InlineData("[[opinion.rights]]", "", "template-required-text")]
    [InlineData("</article>", "</article><article></article>", "template-one-article")]
    public void ATemplate_ThatBreaksARule_IsRefused(string good, string bad, string code)
    {
        var html = Shipped.HtmlOf(Opinion);
        Assert.Contains(good, html, StringComparison.Ordinal);

        Assert.Contains(code, Rules.Check(Opinion, html.Replace(good, bad, StringComparison.Ordinal)).Select(f => f.Code));
    }

    [Fact]
    public void AFault_NamesItsLine()
    {
        var lines = Shipped.HtmlOf(Opinion).Split('\n').ToList();
        lines.Insert(4, "<p>{{identityNumber}}</p>");

        Assert.Equal([("template-field-unknown", "identityNumber", 5)], Rules.Check(Opinion, string.Join('\n', lines)).Select(f => (f.Code, (string)f.Args[0], (int)f.Args[1])));
    }

    [Theory]
    [InlineData("")]
    [InlineData(TemplateRules.MaxLength + 1)]
    public void ATemplate_ThatIsEmptyOrAnythingButATemplate_IsRefused(object length) =>
        Assert.Equal("template-length", Assert.Single(Rules.Check(Opinion, length is int n ? new string('x', n) : "")).Code);
}
