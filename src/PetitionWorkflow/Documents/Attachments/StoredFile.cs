namespace PetitionWorkflow.Documents.Attachments;

/// <summary>A file whose bytes are on disk and whose kind is known; it becomes an attachment when a transaction says so.</summary>
/// <param name="FileName">A bare name: no folders, no control characters.</param>
public sealed record StoredFile(string FileName, string ContentType, long Size, string Sha256)
{
    public Attachment AttachTo(Guid petitionId, Guid? addedById, DateTime at) => new()
    {
        Id = Guid.CreateVersion7(at),
        PetitionId = petitionId,
        FileName = FileName,
        ContentType = ContentType,
        Size = Size,
        Sha256 = Sha256,
        AddedAt = at,
        AddedById = addedById,
    };
}
