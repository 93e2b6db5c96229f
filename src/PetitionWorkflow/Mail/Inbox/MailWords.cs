using System.Text;
using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.Text;
using MimeKit.Tnef;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>The words and files of a message. Markup never goes further than here: what a petitioner wrote in HTML becomes plain text.</summary>
internal static class MailWords
{
    private static readonly HashSet<HtmlTagId> Silent = [HtmlTagId.Script, HtmlTagId.Style, HtmlTagId.Head, HtmlTagId.Title, HtmlTagId.NoScript];
    private static readonly HashSet<HtmlTagId> Lines = [HtmlTagId.Br, HtmlTagId.P, HtmlTagId.Div, HtmlTagId.LI, HtmlTagId.TR, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.BlockQuote];

    /// <summary>What was written; where Outlook packed that away too (MS-OXTNEF), what is in its winmail.dat. The files, also those in there.</summary>
    public static (string Words, IReadOnlyList<MimePart> Files) Of(MimeMessage message, ILogger log)
    {
        List<PackedMail> packed = [.. message.BodyParts.OfType<TnefPart>().Select(part => PackedMail.Of(part, log))];
        var words = packed.Select(p => p.Words).Prepend(WordsOf(message)).FirstOrDefault(w => w.Length > 0) ?? "";
        var files = message.Attachments.Where(part => part is not TnefPart).Concat(packed.SelectMany(p => p.Files)).OfType<MimePart>().Where(part => part.Content is not null);
        return (words, [.. files]);
    }

    public static string WordsOf(MimeMessage message)
    {
        var text = TypedText.Clean(message.TextBody);
        return text.Length > 0 ? text : TypedText.Clean(message.HtmlBody is { } html ? PlainOf(html) : null);
    }

    public static string PlainOf(string html)
    {
        var text = new StringBuilder();
        var silent = 0;
        var tokens = new HtmlTokenizer(new StringReader(html));
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                silent = Silent.Contains(tag.Id) && !tag.IsEmptyElement ? Math.Max(0, silent + (tag.IsEndTag ? -1 : 1)) : silent;
                text.Append(Lines.Contains(tag.Id) ? "\n" : "");
            }
            else if (token is HtmlDataToken data and not HtmlScriptDataToken && silent == 0 && token.Kind == HtmlTokenKind.Data)
            {
                text.Append(data.Data);
            }
        }

        return text.ToString();
    }
}
