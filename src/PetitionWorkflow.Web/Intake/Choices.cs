using Microsoft.AspNetCore.Mvc.Rendering;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Intake;

/// <summary>The lines of select boxes, in the reader's language.</summary>
public static class Choices
{
    public static IEnumerable<SelectListItem> Of<TEnum>(Texts texts) where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Select(value => new SelectListItem(texts.Of(value), value.ToString()));

    public static IEnumerable<SelectListItem> OrNotSaid<TEnum>(Texts texts) where TEnum : struct, Enum =>
        Of<TEnum>(texts).Prepend(new SelectListItem(texts["IntakePages.NotSaid"], ""));

    public static IEnumerable<SelectListItem> OfUrgency(Texts texts) =>
        UrgentCriteria.All.Select(code => new SelectListItem(texts["Intake.UrgentCriterion." + code], code))
            .Prepend(new SelectListItem(texts["IntakePages.NotUrgent"], ""));
}
