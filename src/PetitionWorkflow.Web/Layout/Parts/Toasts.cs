using System.Text.Json;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>Short messages after something was done or refused: on the next page, or at once when htmx asked.</summary>
public static class Toasts
{
    private const string Done = "toast", Refused = "toastRefused";

    /// <summary>Says it on the page that the following redirect leads to.</summary>
    public static void Toast(this PageModel page, string text, bool isRefusal = false) => page.TempData[isRefusal ? Refused : Done] = text;

    /// <summary>Says it in the page that htmx is changing (the text travels ASCII-escaped in a header).</summary>
    public static void Toast(this HttpResponse response, string text, bool isRefusal = false) =>
        response.Headers["HX-Trigger"] = JsonSerializer.Serialize(new Dictionary<string, string> { [isRefusal ? Refused : Done] = text });

    /// <returns>What waits to be said, and whether something was refused with it.</returns>
    public static IEnumerable<(string Text, bool IsRefusal)> Pending(ITempDataDictionary? data) =>
        new[] { (data?[Done] as string, false), (data?[Refused] as string, true) }.Where(said => said.Item1 is not null).Select(said => (said.Item1!, said.Item2));
}
