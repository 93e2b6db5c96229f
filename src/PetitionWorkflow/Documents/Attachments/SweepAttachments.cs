using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Deletes files that no attachment refers to: forms that were never sent, transactions that rolled back.</summary>
public sealed partial class SweepAttachments(
    PetitionDbContext db,
    AttachmentStore store,
    IOptions<AttachmentOptions> options,
    ILogger<SweepAttachments> log) : IRecurringWork
{
    private const int PageSize = 500;

    public static string Name => "sweep-attachments";

    public async Task RunAsync(CancellationToken cancellation)
    {
        // File times are the machine's: the demo clock must not make a file of this minute look days old.
        var before = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-options.Value.KeepUnusedDays);
        var deleted = 0;
        foreach (var page in store.Files().Where(file => file.LastGiven < before).Chunk(PageSize))
        {
            var names = page.Select(file => file.Sha256).ToList();
            var used = await db.Set<Attachment>().Where(a => names.Contains(a.Sha256)).Select(a => a.Sha256).ToHashSetAsync(cancellation);
            foreach (var (_, _, path) in page.Where(file => !used.Contains(file.Sha256)))
            {
                File.Delete(path);
                deleted++;
            }
        }

        if (deleted > 0)
        {
            LogSwept(deleted);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} unused attachment files deleted")]
    private partial void LogSwept(int count);
}
