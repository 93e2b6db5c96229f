using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>
/// A column heading that sorts: <c>&lt;th sort="due"&gt;@T["Tasks.Due"]&lt;/th&gt;</c>. The list's address carries <c>sort=due</c> or,
/// downwards, <c>sort=-due</c>; a click turns the direction and goes back to the first page.
/// </summary>
[HtmlTargetElement("th", Attributes = "sort")]
public sealed class SortHeaderTagHelper : TagHelper
{
    public required string Sort { get; set; }

    /// <summary>Whether the list is in this order when its address names none.</summary>
    public bool SortDefault { get; set; }

    /// <summary>The same for a list that is in the opposite order: the newest first.</summary>
    public bool SortDefaultDescending { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var current = request.Query["sort"].ToString() is { Length: > 0 } given ? given : SortDefault ? Sort : SortDefaultDescending ? "-" + Sort : "";
        var (ascending, descending) = (current == Sort, current == "-" + Sort);
        var address = request.With(("sort", ascending ? "-" + Sort : Sort), ("page", null));
        var icon = ascending ? "ti-chevron-up" : descending ? "ti-chevron-down" : "ti-selector";

        output.Attributes.SetAttribute("scope", "col");
        if (ascending || descending)
        {
            output.Attributes.SetAttribute("aria-sort", ascending ? "ascending" : "descending");
        }

        output.PreContent.SetHtmlContent($"<a class=\"sort-link\" href=\"{HtmlEncoder.Default.Encode(address)}\">");
        output.PostContent.SetHtmlContent($"<i class=\"ti {icon}\" aria-hidden=\"true\"></i></a>");
    }
}
