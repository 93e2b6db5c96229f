using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>Gives every <c>asp-for</c> control its look and tells assistive technology what is wrong with it.</summary>
[HtmlTargetElement("input", Attributes = "asp-for")]
[HtmlTargetElement("textarea", Attributes = "asp-for")]
[HtmlTargetElement("select", Attributes = "asp-for")]
public sealed class FormControlTagHelper : TagHelper
{
    /// <summary>After the framework's own helpers, which set type, name and value.</summary>
    public override int Order => 1000;

    [HtmlAttributeName("asp-for")]
    public required ModelExpression For { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var type = output.Attributes["type"]?.Value?.ToString();
        if (type == "hidden")
        {
            return;
        }

        var look = (context.TagName, type) switch
        {
            (_, "checkbox" or "radio") => "form-check-input",
            ("select", _) => "form-select",
            _ => "form-control",
        };
        var given = output.Attributes["class"]?.Value?.ToString();
        var invalid = ViewContext.ViewData.GetModelStateEntry(For) is { ValidationState: ModelValidationState.Invalid };
        output.Attributes.SetAttribute("class", string.Join(' ', new[] { look, given, invalid ? "is-invalid" : null }.Where(c => c is not null)));
        if (invalid)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }

        output.Attributes.SetAttribute("aria-describedby", $"{IdOf(For)}-hint {IdOf(For)}-message");
        if (type is not "checkbox" and not "radio" && MustBeFilled(For))
        {
            output.Attributes.SetAttribute("aria-required", "true");
        }
    }

    internal static string IdOf(ModelExpression field) => TagBuilder.CreateSanitizedId(field.Name, "_");

    /// <summary>By its <c>[Required]</c>; a box that may stay unticked and a list that may stay empty carry one only because they are never null.</summary>
    internal static bool MustBeFilled(ModelExpression field) =>
        field.Metadata.ModelType != typeof(bool) && !field.Metadata.IsEnumerableType && field.Metadata.ValidatorMetadata.OfType<System.ComponentModel.DataAnnotations.RequiredAttribute>().Any();
}

internal static class ModelStateOf
{
    public static ModelStateEntry? GetModelStateEntry(this ViewDataDictionary data, ModelExpression field) =>
        data.ModelState.TryGetValue(data.TemplateInfo.GetFullHtmlFieldName(field.Name), out var entry) ? entry : null;
}
