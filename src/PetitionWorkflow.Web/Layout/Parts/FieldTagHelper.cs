using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>
/// A form field: label, control, hint and message in their places.
/// <c>&lt;field for="Input.Name" hint="@T["…"]"&gt;&lt;input asp-for="Input.Name"&gt;&lt;/field&gt;</c>. The label is the property's
/// <c>[Display(Name = "ROOM.Key")]</c>.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTagHelper(IHtmlGenerator html, Texts texts) : TagHelper
{
    public required ModelExpression For { get; set; }

    public string? Hint { get; set; }

    /// <summary>For a field that is called otherwise here than its property is.</summary>
    public string? Label { get; set; }

    /// <summary>For a field whose obligation depends on settings; otherwise its <c>[Required]</c> decides.</summary>
    public bool? Required { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        var extra = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", extra is null ? "mb-3" : "mb-3 " + extra);

        var label = html.GenerateLabel(ViewContext, For.ModelExplorer, For.Name, labelText: Label, new { @class = "form-label" });
        if (Required ?? FormControlTagHelper.MustBeFilled(For))
        {
            var mark = new TagBuilder("span");
            mark.AddCssClass("required-mark");
            mark.InnerHtml.Append(texts["Layout.RequiredMark"]);
            label.InnerHtml.AppendHtml(mark);
        }

        output.PreContent.AppendHtml(label);
        if (Hint is not null)
        {
            var hint = new TagBuilder("small") { Attributes = { ["id"] = FormControlTagHelper.IdOf(For) + "-hint" } };
            hint.AddCssClass("form-hint");
            hint.InnerHtml.Append(Hint);
            output.PostContent.AppendHtml(hint);
        }

        // Null while the field is valid and nothing validates in the browser; its place stays, aria-describedby names it.
        var message = html.GenerateValidationMessage(ViewContext, For.ModelExplorer, For.Name, message: null, tag: "div", htmlAttributes: null)
            ?? new TagBuilder("div");
        message.AddCssClass("field-message");
        message.Attributes["id"] = FormControlTagHelper.IdOf(For) + "-message";
        output.PostContent.AppendHtml(message);
    }
}
