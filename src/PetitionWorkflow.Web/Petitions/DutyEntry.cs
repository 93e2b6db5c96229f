using System.ComponentModel.DataAnnotations;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>One decision of a meeting on the form.</summary>
public sealed class DutyEntry
{
    /// <summary>How many a form carries.</summary>
    public const int Count = 3;

    [Display(Name = "CasePage.DutyUnit")]
    public Guid? UnitId { get; set; }

    [Display(Name = "CasePage.DutyWhat")]
    public string? What { get; set; }

    [Display(Name = "CasePage.DutyDue")]
    public DateOnly? DueDay { get; set; }

    /// <summary>The refusal with <c>unit1</c>, <c>what1</c>, <c>dueOn1</c> as this form calls them.</summary>
    public static Refusal AtItsField(Refusal refusal) => refusal with { Field = NameOf(refusal.Field), Others = [.. refusal.Others.Select(AtItsField)] };

    private static string? NameOf(string? field) => field is [.. var name, >= '1' and <= '9' and var digit]
        ? $"Decisions[{digit - '1'}]." + name switch { "unit" => nameof(UnitId), "what" => nameof(What), _ => nameof(DueDay) }
        : field;
}
