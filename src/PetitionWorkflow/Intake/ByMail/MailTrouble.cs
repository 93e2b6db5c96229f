using System.Data.Common;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>
/// Whose trouble an exception is that came up while one message was dealt with. The office's own (its line, its disk, its database away)
/// passes, and the message is read again then; a message's own comes back with every reading and would hold up all that came after it.
/// </summary>
internal static class MailTrouble
{
    public static bool IsTheMessages(Exception failed) => Chain(failed).All(e => e switch
    {
        MailServerAwayException or OperationCanceledException or TimeoutException or UnauthorizedAccessException or OutOfMemoryException => false,
        EndOfStreamException => true,
        IOException => false,
        DbException database => !DatabaseFaults.IsItsOwn(database),
        _ => true,
    });

    /// <summary>What happened, in words that cannot hold a petitioner's: an exception's own message may quote them.</summary>
    public static string Describe(Exception failed) => string.Join(" < ", Chain(failed).Select(e => e.GetType().FullName)) + Environment.NewLine + failed.StackTrace;

    private static IEnumerable<Exception> Chain(Exception? failed)
    {
        for (; failed is not null; failed = failed.InnerException)
        {
            yield return failed;
        }
    }
}
