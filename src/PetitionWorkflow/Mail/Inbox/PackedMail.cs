using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.Tnef;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>What Outlook packed into a winmail.dat (MS-OXTNEF). The part may be the whole message and need not call itself an attachment.</summary>
/// <param name="words">Empty when there are none.</param>
/// <param name="files">The part itself when nothing in it can be read, so that it does not vanish.</param>
internal sealed partial class PackedMail(string words, IReadOnlyList<MimeEntity> files)
{
    public string Words => words;
    public IReadOnlyList<MimeEntity> Files => files;

    /// <summary>Whatever the unpacking trips over, the rest of the message is not to suffer from it.</summary>
    public static PackedMail Of(TnefPart part, ILogger log)
    {
        try
        {
            List<MimeEntity> unpacked = [.. part.ExtractAttachments()];
            var written = MailWords.WordsOf(part.ConvertToMessage());
            return unpacked.Count > 0 || written.Length > 0 ? new PackedMail(written, unpacked) : new PackedMail("", [part]);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            LogBroken(log, broken.GetType().Name);
            return new PackedMail("", [part]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A winmail.dat could not be unpacked ({Cause}); it is treated as any other file.")]
    private static partial void LogBroken(ILogger log, string cause);
}
