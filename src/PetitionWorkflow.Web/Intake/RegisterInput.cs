using System.ComponentModel.DataAnnotations;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Web.Intake;

/// <summary>
/// What stands in a register form. Names are those of the refusals' fields, so that every message finds its place; the rules
/// themselves live with the use case. Times are China Standard Time. Fields are declared in the order in which the sheet shows them:
/// problems are listed so.
/// </summary>
public sealed class RegisterInput
{
    /// <summary>Chosen when the form is opened: sending it twice registers one case.</summary>
    public Guid Id { get; set; }

    [Display(Name = "Intake.Field.ReceivedAt")]
    public DateTime? ReceivedAt { get; set; }

    public ChannelInput Register { get; set; } = new();

    public PetitionerInput Petitioner { get; set; } = new();

    [Display(Name = "Intake.Field.Subject")]
    public string? Subject { get; set; }

    [Display(Name = "Intake.Field.Text")]
    public string? Text { get; set; }

    [Display(Name = "Intake.Field.Place")]
    public string? Place { get; set; }

    [Display(Name = "Intake.Field.UrgentCriterion")]
    public string? UrgentCriterion { get; set; }

    [Display(Name = "Intake.Field.IsAccusation")]
    public bool IsAccusation { get; set; }

    [Display(Name = "Intake.Field.AccusedUnitId")]
    public Guid? AccusedUnitId { get; set; }

    [Display(Name = "Intake.Field.AccusedPersonId")]
    public Guid? AccusedPersonId { get; set; }

    [Display(Name = "Intake.Field.Reception")]
    public Satisfaction? Reception { get; set; }

    [Display(Name = "Intake.Field.DuplicateOfId")]
    public Guid? DuplicateOfId { get; set; }

    /// <summary>The clerk has looked at the hinted cases.</summary>
    public bool DuplicatesChecked { get; set; }

    [Display(Name = "Intake.Field.Files")]
    public List<IFormFile> Files { get; set; } = [];

    /// <summary>Files of an earlier attempt that are already stored.</summary>
    public List<string> Staged { get; set; } = [];
}

public sealed class PetitionerInput
{
    [Display(Name = "Intake.Field.Petitioner.Name")]
    public string? Name { get; set; }

    [Display(Name = "Intake.Field.Petitioner.Gender")]
    public Gender? Gender { get; set; }

    [Display(Name = "Intake.Field.Petitioner.Age")]
    public int? Age { get; set; }

    [Display(Name = "Intake.Field.Petitioner.Phone")]
    public string? Phone { get; set; }

    [Display(Name = "Intake.Field.Petitioner.Email")]
    public string? Email { get; set; }

    [Display(Name = "Intake.Field.Petitioner.IsAnonymous")]
    public bool IsAnonymous { get; set; }

    [Display(Name = "Intake.Field.Petitioner.PeopleCount")]
    public int? PeopleCount { get; set; }

    [Display(Name = "Intake.Field.Petitioner.Address")]
    public string? Address { get; set; }
}

/// <summary>The fields of all four registers; a form shows those of its channel.</summary>
public sealed class ChannelInput
{
    [Display(Name = "Intake.Field.Register.TakenBy")]
    public string? TakenBy { get; set; }

    [Display(Name = "Intake.Field.Register.Counter")]
    public string? Counter { get; set; }

    /// <summary>One name a line, or several with commas between them.</summary>
    [Display(Name = "Intake.Field.Register.Representatives")]
    public string? Representatives { get; set; }

    [Display(Name = "Intake.Field.Register.IdDocument")]
    public IdDocumentKind? IdDocument { get; set; }

    [Display(Name = "Intake.Field.Register.IdNumber")]
    public string? IdNumber { get; set; }

    [Display(Name = "Intake.Field.Register.IsRepeatVisit")]
    public bool IsRepeatVisit { get; set; }

    [Display(Name = "Intake.Field.Register.Demand")]
    public MatterClass? Demand { get; set; }

    [Display(Name = "Intake.Field.Register.StatementConfirmed")]
    public bool StatementConfirmed { get; set; }

    [Display(Name = "Intake.Field.Register.ProcedureExplained")]
    public bool ProcedureExplained { get; set; }

    [Display(Name = "Intake.Field.Register.PromisedDay")]
    public DateOnly? PromisedDay { get; set; }

    [Display(Name = "Intake.Field.Register.OnTheSpot")]
    public bool IsOnTheSpot { get; set; }

    public OnTheSpotInput OnTheSpot { get; set; } = new();

    [Display(Name = "Intake.Field.Register.WrittenOn")]
    public DateOnly? WrittenOn { get; set; }

    [Display(Name = "Intake.Field.Register.Batch")]
    public string? Batch { get; set; }

    [Display(Name = "Intake.Field.Register.Integrity")]
    public LetterIntegrity? Integrity { get; set; }

    [Display(Name = "Intake.Field.Register.Enclosures")]
    public int? Enclosures { get; set; }

    [Display(Name = "Intake.Field.Register.FromSuggestionBox")]
    public bool FromSuggestionBox { get; set; }

    [Display(Name = "Intake.Field.Register.PostalCode")]
    public string? PostalCode { get; set; }

    [Display(Name = "Intake.Field.Register.RegisteredMailNumber")]
    public string? RegisteredMailNumber { get; set; }

    [Display(Name = "Intake.Field.Register.CallerNumber")]
    public string? CallerNumber { get; set; }

    [Display(Name = "Intake.Field.Register.Rings")]
    public int? Rings { get; set; }

    [Display(Name = "Intake.Field.Register.DurationMinutes")]
    public int? DurationMinutes { get; set; }

    [Display(Name = "Intake.Field.Register.RecordingNumber")]
    public string? RecordingNumber { get; set; }

    [Display(Name = "Intake.Field.Register.Platform")]
    public string? Platform { get; set; }

    [Display(Name = "Intake.Field.Register.MessageId")]
    public string? MessageId { get; set; }

    [Display(Name = "Intake.Field.Register.Account")]
    public string? Account { get; set; }

    [Display(Name = "Intake.Field.Register.CapturedAt")]
    public DateTime? CapturedAt { get; set; }

    [Display(Name = "Intake.Field.Register.IsPublic")]
    public bool IsPublic { get; set; }

    [Display(Name = "Intake.Field.Register.Link")]
    public string? Link { get; set; }
}

public sealed class OnTheSpotInput
{
    [Display(Name = "Intake.Field.Register.OnTheSpot.Answer")]
    public string? Answer { get; set; }

    [Display(Name = "Intake.Field.Register.OnTheSpot.Basis")]
    public string? Basis { get; set; }

    [Display(Name = "Intake.Field.Register.OnTheSpot.ExplainedBy")]
    public string? ExplainedBy { get; set; }

    [Display(Name = "Intake.Field.Register.OnTheSpot.Understood")]
    public bool Understood { get; set; }
}
