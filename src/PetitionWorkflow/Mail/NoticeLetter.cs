using System.Net;
using System.Text;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// A notice as it goes out: its words, the link and the office's closing line. Link and closing line belong to every mail and cannot be
/// edited away.
/// </summary>
internal sealed class NoticeLetter(NoticeText words, string link, Texts texts, string language)
{
    public string Subject => words.Subject;

    /// <summary>As it goes out at once.</summary>
    /// <param name="key">The mail's dedup key.</param>
    /// <param name="address">The reader's.</param>
    public MailDraft To(string key, string address) => new(key, address, Subject, Plain()) { HtmlBody = Html(), Language = language, Link = link };

    /// <summary>As it waits for the reader's one letter of the day: its words alone. Most become a digest's line, and a line has no letter around it.</summary>
    public MailDraft HeldFor(string key, string address) => new(key, address, Subject, words.Text) { Language = language, Link = link, IsHeld = true };

    public string Plain() => $"{words.Text}\n\n{texts["Notice.Open"]}\n{link}\n\n-- \n{texts["Mail.SenderName"]}\n{texts["Notice.Footer"]}\n";

    public string Html() => $"<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"></head><body>{Paragraphs("style=\"color:#667382\"")}</body></html>";

    /// <param name="quiet">How the closing line is toned down: a mail has no style sheet, a page has.</param>
    public string Paragraphs(string quiet = "class=\"text-secondary\"")
    {
        var html = new StringBuilder();
        foreach (var paragraph in words.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            html.Append("<p>").Append(Safe(paragraph)).Append("</p>");
        }

        return html
            .Append("<p><a href=\"").Append(Safe(link)).Append("\">").Append(Safe(texts["Notice.Open"])).Append("</a></p>")
            .Append("<p ").Append(quiet).Append('>').Append(Safe(texts["Notice.Footer"])).Append("</p>")
            .ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
