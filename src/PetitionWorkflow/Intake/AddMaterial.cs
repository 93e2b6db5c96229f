using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>補充材料: the petitioner adds words or files to the own case, asked for or not.</summary>
public sealed record AddMaterial(Guid PetitionId, string? Text, IReadOnlyList<StoredFile> Files);

/// <summary>Written by the petitioner after registration.</summary>
public sealed record PetitionerWrote(string Text, int Files) : ICaseEvent;

public sealed class AddMaterialHandler(UnitOfWork work, AttachFilesHandler files)
{
    private const int MaxText = 4000;

    public async Task<Result> HandleAsync(AddMaterial command, CancellationToken cancellation)
    {
        var text = TypedText.Clean(command.Text);
        if (text.Length == 0 && command.Files.Count == 0)
        {
            return new Refusal("material-empty") { Field = "Text" };
        }

        if (text.Length > MaxText)
        {
            return new Refusal("field-too-long", MaxText, text.Length) { Field = "Text" };
        }

        if (!await work.Db.Set<Petition>().AnyAsync(p => p.Id == command.PetitionId && p.Stage != CaseStage.Archived, cancellation))
        {
            return new Refusal("attach-to-closed-case") { Field = "Text" };
        }

        work.Raise(command.PetitionId, new PetitionerWrote(text, command.Files.Count), OwnCases.Petitioner);
        if (command.Files.Count == 0)
        {
            return Result.Done;
        }

        var attached = await files.HandleAsync(new AttachFiles(command.PetitionId, command.Files, OwnCases.Petitioner), cancellation);
        return attached.Refusal is { } refusal ? refusal : Result.Done;
    }
}
