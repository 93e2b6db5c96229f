using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>聯繫信訪人 (三(一)2d, C44): the handler spoke with the petitioner; as often as it happens.</summary>
public sealed record RecordContact(Guid PetitionId, DateOnly? On, ContactMethod Method, string? Text, Viewer By);

public sealed class RecordContactHandler(UnitOfWork work)
{
    private const int MaxLength = 2000;

    public async Task<Result> HandleAsync(RecordContact command, CancellationToken cancellation)
    {
        var found = await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation);
        if (found.Refusal is { } none)
        {
            return none;
        }

        var petition = found.Value;

        if (!CaseActions.MayContact(command.By, petition))
        {
            return new Refusal("case-not-for-you");
        }

        var text = TypedText.Clean(command.Text);
        if (Refusal.Together([.. Check(command, petition, text)]) is { } wrong)
        {
            return wrong;
        }

        work.Raise(
            petition.Id, new ContactRecorded(command.On!.Value, command.Method, text, command.By.SeesEveryCase ? null : command.By.UnitId), command.By.Act());
        return Result.Done;
    }

    private IEnumerable<Refusal> Check(RecordContact command, Petition petition, string text)
    {
        var received = ChinaTime.DayOf(petition.ReceivedAt);
        if (command.On is not { } on || on < received || on > work.Time.Today())
        {
            yield return new Refusal("contact-day-impossible", received) { Field = "ContactOn" };
        }

        if (!Enum.IsDefined(command.Method))
        {
            yield return new Refusal("field-not-an-option") { Field = "ContactMethod" };
        }

        if (TypedText.Fault(text, MaxLength, "ContactText") is { } fault)
        {
            yield return fault;
        }
    }
}
