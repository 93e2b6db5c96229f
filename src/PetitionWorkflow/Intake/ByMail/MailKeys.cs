using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PetitionWorkflow.Mail.Inbox;

namespace PetitionWorkflow.Intake.ByMail;

/// <summary>By what a message is known again when it comes under another number.</summary>
internal static class MailKeys
{
    /// <summary>
    /// Its id with who wrote what and when: a program that uses an id twice loses no message, and one that gives none brings none twice.
    /// Spaces are not looked at, since every server on the way may fold lines.
    /// </summary>
    public static string Of(ReceivedMail message) => Digest(string.Join(
        '\u001f',
        [
            message.MessageId, message.SenderAddress?.ToLowerInvariant(), message.Date?.ToString("O", CultureInfo.InvariantCulture),
            Dense(message.Subject), Dense(message.Text), .. message.Files.Select(file => file.Name),
        ]));

    /// <summary>The id alone, as older rows have it; null without one. Such a key says too little: sender and subject have to agree as well.</summary>
    public static string? OldOf(ReceivedMail message) => string.IsNullOrWhiteSpace(message.MessageId) ? null : Digest(message.MessageId);

    private static string Dense(string? text) => string.Concat((text ?? "").Where(letter => !char.IsWhiteSpace(letter)));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
