using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.Tnef;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>What Outlook packed into a winmail.dat (MS-OXTNEF). The part may be the whole message and need not call itself an attachment.</summary>
internal static partial class PackedMail
{
    /// <summary>Null when it cannot be unpacked: whatever the unpacking trips over, the rest of the message is not to suffer from it.</summary>
    public static MimeMessage? Open(TnefPart part, ILogger log)
    {
        try
        {
            return part.ConvertToMessage();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            LogBroken(log, broken.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A winmail.dat could not be unpacked ({Cause}); it is treated as any other file.")]
    private static partial void LogBroken(ILogger log, string cause);
}
