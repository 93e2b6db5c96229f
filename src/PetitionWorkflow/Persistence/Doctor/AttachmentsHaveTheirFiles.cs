using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>The bytes of every attachment are on the disk: they get there before the row is committed.</summary>
internal sealed class AttachmentsHaveTheirFiles(AttachmentStore files) : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var attachments = await db.Set<Attachment>().AsNoTracking().Select(a => new { a.Id, a.Sha256 }).ToListAsync(cancellation);
        return [.. attachments.Where(a => !files.Has(a.Sha256)).Select(a => new Violation("attachment-without-file", a.Id.ToString(), a.Sha256))];
    }
}
