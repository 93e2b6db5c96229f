using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>What a badge says by its colour; the text says it too, so that colour is never the only sign.</summary>
public enum Tone
{
    Neutral,
    Info,
    Good,
    Warning,
    Danger,
}

/// <summary><c>&lt;badge tone="Warning"&gt;@T.Of(status)&lt;/badge&gt;</c></summary>
[HtmlTargetElement("badge")]
public sealed class BadgeTagHelper : TagHelper
{
    public Tone Tone { get; set; }

    /// <summary>The name of a Tabler icon, without <c>ti-</c>.</summary>
    public string? Icon { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "badge " + ColourOf(Tone));
        if (Icon is not null)
        {
            output.PreContent.SetHtmlContent($"<i class=\"ti ti-{Icon} me-1\" aria-hidden=\"true\"></i>");
        }
    }

    private static string ColourOf(Tone tone) => tone switch
    {
        Tone.Neutral => "bg-secondary-lt",
        Tone.Info => "bg-blue-lt",
        Tone.Good => "bg-green-lt",
        Tone.Warning => "bg-orange-lt",
        Tone.Danger => "bg-red-lt",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, null),
    };
}
