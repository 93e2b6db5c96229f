using PetitionWorkflow.Documents;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Documents;

public sealed class DocumentTemplateTests
{
    private static readonly Texts Texts = Texts.Load(typeof(Texts).Assembly);

    [Fact]
    public void Fill_WithMarkupInAValue_EncodesIt()
    {
        var filled = new DocumentTemplate("<p>{{content!}}</p>").Fill(k => k, _ => "<script>alert(1)</script>\n\"next\"").Value;

        Assert.Equal("<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>&quot;next&quot;</p>", filled);
    }

    [Fact]
    public void Fill_WithPlaceholdersInAValue_LeavesThemAsTyped()
    {
        var filled = new DocumentTemplate("<p>{{content}}</p>").Fill(k => k, name => name == "content" ? "{{secret}} [[label]]" : "x").Value;

        Assert.Equal("<p>{{secret}} [[label]]</p>", filled);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Fill_WhenARequiredValueIsEmpty_IsRefusedNamingIt(string? given)
    {
        var result = new DocumentTemplate("<p>{{requirements!}}</p>").Fill(k => k, _ => given);

        Assert.Equal("document-field-missing", result.Refusal?.Code);
        Assert.Equal("requirements", result.Refusal?.Field);
    }

    [Fact]
    public void Fill_WhenAPartIsLeftOut_WantsNoneOfItsValues()
    {
        var template = new DocumentTemplate("a\n<!--if place-->\n{{place!}} {{reason!}}\n<!--end-->\nb");

        Assert.Equal("a\nb", template.Fill(k => k, _ => null).Value);
        Assert.Equal("reason", template.Fill(k => k, name => name == "place" ? "here" : null).Refusal?.Field);
    }

    [Fact]
    public void Fill_WhenAConditionalValueIsEmpty_LeavesItsPartOut()
    {
        var template = new DocumentTemplate("a\n  <!--if place-->\n  {{place}}\n  <!--end-->\nb");

        Assert.Equal("a\nb", template.Fill(k => k, _ => null).Value);
        Assert.Equal("a\n  here\nb", template.Fill(k => k, _ => "here").Value);
    }

    [Fact]
    public void EveryKind_HasATemplateWhoseTextsExist()
    {
        var templates = new DocumentTemplates();

        Assert.DoesNotContain(
            DocumentKinds.All.SelectMany(kind => templates[kind].TextKeys.Append($"{kind.Key}.title")),
            key => !Texts.Has("Document." + key));
        Assert.Equal(DocumentKinds.All.Count, DocumentKinds.All.Select(k => k.Series).Distinct().Count());
    }

    [Theory]
    [InlineData(DocumentKinds.Opinion, "30")]
    [InlineData(DocumentKinds.ReviewOpinion, "30")]
    public void AnOpinion_TellsOfTheRightToGoOn(string kind, string days)
    {
        var html = new DocumentTemplates()[DocumentKinds.Find(kind)!].Fill(key => Texts["Document." + key], _ => "x").Value;

        Assert.Contains("document-rights", html);
        Assert.Contains(days, html);
    }

    [Fact]
    public void AnAssignmentSlip_CannotBeIssuedWithoutContentRequirementsAndLimit()
    {
        var slip = new DocumentTemplates()[DocumentKinds.Find(DocumentKinds.AssignmentSlip)!];
        foreach (var missing in new[] { "content", "requirements", "dueOn" })
        {
            Assert.Equal(missing, slip.Fill(k => k, name => name == missing ? "" : "x").Refusal?.Field);
        }
    }
}
