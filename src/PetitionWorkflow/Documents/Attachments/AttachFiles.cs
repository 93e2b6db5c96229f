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
        if (!await work.Db.Set<Petition>().AnyAsync(p => p.Id == command.PetitionId && p.Stage != CaseStage.Archived, cancellation))
        {
            return new Refusal("attach-to-closed-case") { Field = AttachmentRules.Field };
        }

        return Attach(command.PetitionId, command.Files, command.Act);
    }

    /// <summary>For whoever opens the case in the same unit of work, where it cannot be looked up yet.</summary>
    public Result<int> Attach(Guid petitionId, IReadOnlyList<StoredFile> files, ActContext act)
    {
        if (rules.CheckCount(files.Count) is { } tooMany)
        {
            return tooMany;
        }

        foreach (var file in files)
        {
            work.Db.Set<Attachment>().Add(file.AttachTo(petitionId, act.ActorId, work.Time.UtcNow()));
            work.Raise(petitionId, new AttachmentAdded(file.FileName, file.Size), act);
        }

        return files.Count;
    }
}
