using System.Text;
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

    public static string Of(MimeMessage message)
    {
        var text = TypedText.Clean(message.TextBody);
        return text.Length > 0 ? text : TypedText.Clean(message.HtmlBody is { } html ? PlainOf(html) : null);
    }

    /// <summary>Also those that Outlook packs into one winmail.dat (MS-OXTNEF).</summary>
    public static IEnumerable<MimePart> FilesOf(MimeMessage message) =>
        message.Attachments.SelectMany(part => part is TnefPart packed ? packed.ExtractAttachments() : [part]).OfType<MimePart>().Where(part => part.Content is not null);

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
