using Microsoft.Extensions.Options;
using MimeKit;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// The first run's mail server: one file per message, named by its Message-ID, so that a message sent again after a crash is the
/// same file. Written beside and moved into place: a reader never sees half a mail.
/// </summary>
public sealed class EmlFolderTransport(IOptions<StorageOptions> storage) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        var folder = storage.Value.Folder("mail");
        var path = Path.Combine(folder, message.MessageId!.Split('@')[0] + ".eml");
        var draft = path + ".part";
        await using (var file = File.Create(draft))
        {
            await message.WriteToAsync(file, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
