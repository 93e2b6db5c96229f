using System.Text.Json;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>Short messages after something was done: on the next page, or at once when htmx asked.</summary>
public static class Toasts
{
    public const string Key = "toast";

    /// <summary>Says it on the page that the following redirect leads to.</summary>
    public static void Toast(this PageModel page, string text) => page.TempData[Key] = text;

    /// <summary>Says it in the page that htmx is changing (the text travels ASCII-escaped in a header).</summary>
    public static void Toast(this HttpResponse response, string text) =>
        response.Headers["HX-Trigger"] = JsonSerializer.Serialize(new Dictionary<string, string> { [Key] = text });

    public static string? Pending(ITempDataDictionary? data) => data?[Key] as string;
}
