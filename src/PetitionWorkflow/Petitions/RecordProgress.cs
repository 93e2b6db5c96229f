using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>Writes down how a case is going (C45). What a unit writes is seen by the office and by that unit.</summary>
public sealed record RecordProgress(Guid PetitionId, string? Text, bool OfficeOnly, Viewer By);

public sealed class RecordProgressHandler(UnitOfWork work)
{
    private const int MaxLength = 2000;

    public async Task<Result> HandleAsync(RecordProgress command, CancellationToken cancellation)
    {
        var found = await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation);
        if (found.Refusal is { } none)
        {
            return none;
        }

        var petition = found.Value;

        if (!CaseActions.MayWork(command.By))
        {
            return new Refusal("case-not-for-you");
        }

        var text = TypedText.Clean(command.Text);
        if (text.Length == 0)
        {
            return new Refusal("field-required") { Field = "Text" };
        }

        if (text.Length > MaxLength)
        {
            return new Refusal("field-too-long", MaxLength, text.Length) { Field = "Text" };
        }

        var unit = command.By.SeesEveryCase ? null : command.By.UnitId;
        work.Raise(petition.Id, new ProgressRecorded(text, command.OfficeOnly && unit is null, unit), command.By.Act());
        return Result.Done;
    }
}
