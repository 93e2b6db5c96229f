using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Situations;

/// <summary>A clerk has read a note and says, once, what is done about it; the unit reads that.</summary>
public sealed record NoteSituation(Guid NoteId, string? Remark, Viewer By);

public sealed class NoteSituationHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(NoteSituation command, CancellationToken cancellation)
    {
        if (!command.By.WritesReports)
        {
            return new Refusal("report-not-allowed");
        }

        if (await work.Db.FindAsync<SituationNote>([command.NoteId], cancellation) is not { } note)
        {
            return new Refusal("situation-not-found");
        }

        if (note.NotedAt is not null)
        {
            return new Refusal("situation-noted-already", note.NotedBy!);
        }

        var remark = TypedText.Clean(command.Remark);
        if (TypedText.Fault(remark, SituationNote.MaxText, "Remark") is { } fault)
        {
            return fault;
        }

        note.Note(remark, work.Time.UtcNow(), command.By.DisplayName);
        return Result.Done;
    }
}
