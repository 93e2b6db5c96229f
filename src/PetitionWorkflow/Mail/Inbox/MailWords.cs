using System.Text;
using MimeKit;
using MimeKit.Text;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>The words of one part. Markup never goes further than here: what a petitioner wrote in HTML becomes plain text.</summary>
internal static class MailWords
{
    /// <summary>The head is none of them: it may be left open, and what is silent in it is silent by itself.</summary>
    private static readonly HashSet<HtmlTagId> Silent = [HtmlTagId.Script, HtmlTagId.Style, HtmlTagId.Title, HtmlTagId.NoScript];
    private static readonly HashSet<HtmlTagId> Lines = [HtmlTagId.Br, HtmlTagId.P, HtmlTagId.Div, HtmlTagId.LI, HtmlTagId.TR, HtmlTagId.H1, HtmlTagId.H2, HtmlTagId.H3, HtmlTagId.BlockQuote];

    public static string Of(TextPart part) => part.Content is null ? "" : TypedText.Clean(part.IsHtml ? PlainOf(part.Text) : part.IsFlowed ? Unfolded(part) : part.Text);

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

    /// <summary>RFC 3676: a line that ends in a space goes on in the next one.</summary>
    private static string Unfolded(TextPart part)
    {
        var isDense = part.ContentType.Parameters.TryGetValue("delsp", out string? delsp) && string.Equals(delsp, "yes", StringComparison.OrdinalIgnoreCase);
        return new FlowedToText { DeleteSpace = isDense }.Convert(part.Text);
    }
}
