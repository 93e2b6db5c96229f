using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Adds files to a case that is already registered.</summary>
public sealed record AttachFiles(Guid PetitionId, IReadOnlyList<StoredFile> Files, ActContext Act);

/// <summary>A file joined the case. Its name is part of the history, its bytes are not.</summary>
public sealed record AttachmentAdded(string FileName, long Size) : ICaseEvent;

public sealed class AttachFilesHandler(UnitOfWork work, AttachmentRules rules)
{
    public async Task<Result<int>> HandleAsync(AttachFiles command, CancellationToken cancellation)
    {
        if (rules.CheckCount(command.Files.Count) is { } tooMany)
        {
            return tooMany;
        }

        if (!await work.Db.Set<Petition>().AnyAsync(p => p.Id == command.PetitionId && p.Stage != CaseStage.Archived, cancellation))
        {
            return new Refusal("attach-to-closed-case") { Field = AttachmentRules.Field };
        }

        foreach (var file in command.Files)
        {
            work.Db.Set<Attachment>().Add(file.AttachTo(command.PetitionId, command.Act.ActorId, work.Time.UtcNow()));
            work.Raise(command.PetitionId, new AttachmentAdded(file.FileName, file.Size), command.Act);
        }

        return command.Files.Count;
    }
}
