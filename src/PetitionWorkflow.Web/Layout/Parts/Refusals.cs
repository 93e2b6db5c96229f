using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>What was refused, on the page that asked: each message beside its field, the others above the form.</summary>
public static class Refusals
{
    /// <param name="inputOf">The page's name of a field, where it is another.</param>
    public static void Say(this ModelStateDictionary state, Refusal refusal, Texts texts, Func<string, string>? inputOf = null)
    {
        foreach (var no in refusal.All)
        {
            state.AddModelError(no.Field is { } field ? inputOf?.Invoke(field) ?? field : "", texts.Of(no));
        }
    }
}
