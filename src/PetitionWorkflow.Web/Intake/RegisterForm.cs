using Microsoft.AspNetCore.Mvc.ModelBinding;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Intake;

/// <summary>What the four sheets need to draw themselves, for a new case and for a correction alike.</summary>
public sealed class RegisterForm
{
    /// <summary>What of the petitioner a register shows: all that was given.</summary>
    public const PersonalFields Shown = PersonalFields.Name | PersonalFields.Phone | PersonalFields.Address | PersonalFields.Email | PersonalFields.Person | PersonalFields.Register;

    public required Channel Channel { get; init; }
    public required RegisterInput Input { get; init; }
    public required IntakeOptions Options { get; init; }

    /// <summary>Time and source of a registered case stay as they are.</summary>
    public bool IsCorrection { get; init; }

    public bool IsRequired(string field) =>
        field is "Subject" or "Text" or "ReceivedAt" || Options.RequiredOf(Channel, Input.Petitioner.IsAnonymous).Contains(field);

    /// <summary>Puts each refusal beside its field; a field whose value could not even be read keeps that message.</summary>
    public static void Note(ModelStateDictionary state, Refusal refusal, Texts texts)
    {
        foreach (var one in refusal.All)
        {
            var key = one.Field is null ? "" : "Input." + one.Field;
            if (key.Length == 0 || state.GetFieldValidationState(key) != ModelValidationState.Invalid)
            {
                state.AddModelError(key, MessageOf(one, texts));
            }
        }
    }

    /// <summary>Above the form the message stands alone, so it names its field.</summary>
    private static string MessageOf(Refusal refusal, Texts texts)
    {
        var label = texts["Intake.Field." + refusal.Field];
        return refusal.Code switch
        {
            "entry-required" => texts["Validation.Required", label],
            "entry-too-long" => texts["Validation.MaxLength", label, refusal.Args[0]],
            "entry-out-of-range" => texts["Validation.Range", label, refusal.Args[0], refusal.Args[1]],
            _ => texts.Of(refusal),
        };
    }
}

/// <summary>The panel of hints, in the form and as htmx asks for it.</summary>
public sealed record DuplicatePanel(IReadOnlyList<DuplicateHint> Hints, Guid? Chosen, bool Checked, bool MustCheck);
