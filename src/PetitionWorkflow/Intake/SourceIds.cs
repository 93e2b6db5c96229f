using System.Security.Cryptography;
using System.Text;

namespace PetitionWorkflow.Intake;

/// <summary>
/// The name of a message in its source, unique among cases: a message registered by hand and imported again stays one case.
/// </summary>
public static class SourceIds
{
    private const int MaxLength = 128;

    /// <param name="platform">Where the message id comes from; null for a source without a name.</param>
    public static string? Of(string? platform, string? messageId)
    {
        if (string.IsNullOrWhiteSpace(messageId))
        {
            return null;
        }

        var id = string.IsNullOrWhiteSpace(platform) ? messageId.Trim() : $"{platform.Trim()}:{messageId.Trim()}";
        return id.Length <= MaxLength ? id : "long:" + Digest(id);
    }

    /// <summary>For a source that numbers nothing: the same words by the same account at the same time are the same message.</summary>
    public static string OfContent(string? account, DateTime sentAt, string subject, string text) =>
        "content:" + Digest(string.Join('\u001f', account, sentAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture), subject, text));

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
