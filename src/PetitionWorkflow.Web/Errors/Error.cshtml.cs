using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PetitionWorkflow.Web.Errors;

/// <summary>What a person sees instead of a page. Reached by re-execution, so any method may have failed.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    /// <summary>Stands in the log line of the same request.</summary>
    public string Reference => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public string TitleKey => $"Errors.{Kind}Title";

    public string HintKey => $"Errors.{Kind}Hint";

    private string Kind => Code switch
    {
        403 => "Forbidden",
        404 => "NotFound",
        400 => "BadRequest",
        413 => "TooLarge",
        429 => "TooMany",
        _ => "Failed",
    };
}
