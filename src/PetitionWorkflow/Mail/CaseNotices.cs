using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>Who gets a notice, and in which language.</summary>
public sealed record Recipient(string Address, string Language, Guid? UnitId = null);

/// <summary>
/// Something to tell about a case: the texts <c>Notice.KIND.Subject</c> and <c>Notice.KIND.Text</c>, whose {0} is the case number and
/// whose {1}, {2} … are <paramref name="Args"/>. Never personal data: who may read the case follows the link.
/// </summary>
/// <param name="Kind">assigned, reminder, due-today, yellow-card, red-card, urge, urgent, rework, task …: see Notice.texts.json.</param>
/// <param name="PetitionId">The case; threads the mails of one case together.</param>
/// <param name="CaseNumber">As printed on slips.</param>
/// <param name="Occasion">What makes this notice one: with case and recipient it is the mail's dedup key. Clock + stage for a reminder.</param>
/// <param name="Args">Values for the texts, already formatted or culture-neutral.</param>
public sealed record CaseNotice(string Kind, Guid PetitionId, string CaseNumber, string Occasion, params object[] Args)
{
    public bool IsUrgent { get; init; }

    /// <summary>Not urgent: told with the reader's other reminders in one letter a day.</summary>
    public bool IsHeld { get; init; }
}

/// <summary>Writes notices in the reader's language and queues them, each exactly once.</summary>
public sealed class CaseNotices(Outbox outbox, Texts texts, IOptions<MailOptions> options)
{
    /// <summary>False when this notice is already in the outbox.</summary>
    public Task<bool> QueueAsync(CaseNotice notice, Recipient recipient, CancellationToken cancellation)
    {
        var mine = texts.In(recipient.Language);
        object[] args = [notice.CaseNumber, .. notice.Args];
        var link = $"{options.Value.PublicUrl.TrimEnd('/')}/cases/{Uri.EscapeDataString(notice.CaseNumber)}";
        var body = mine[$"Notice.{notice.Kind}.Text", args];
        var draft = new MailDraft(
            $"{notice.PetitionId:n}:{notice.Occasion}:{recipient.Address}",
            recipient.Address,
            mine[$"Notice.{notice.Kind}.Subject", args],
            Plain(body, link, mine))
        {
            HtmlBody = Html(body, link, mine, recipient.Language),
            PetitionId = notice.PetitionId,
            UnitId = recipient.UnitId,
            IsUrgent = notice.IsUrgent,
            IsHeld = notice.IsHeld,
            Kind = notice.Kind,
            Language = recipient.Language,
            Link = link,
        };
        return outbox.QueueAsync(draft, cancellation);
    }

    private static string Plain(string body, string link, Texts texts) =>
        $"{body}\n\n{texts["Notice.Open"]}\n{link}\n\n-- \n{texts["Mail.SenderName"]}\n{texts["Notice.Footer"]}\n";

    private static string Html(string body, string link, Texts texts, string language)
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"></head><body>");
        foreach (var paragraph in body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(paragraph)).Append("</p>");
        }

        return html
            .Append("<p><a href=\"").Append(WebUtility.HtmlEncode(link)).Append("\">").Append(WebUtility.HtmlEncode(texts["Notice.Open"])).Append("</a></p>")
            .Append("<p style=\"color:#667382\">").Append(WebUtility.HtmlEncode(texts["Notice.Footer"])).Append("</p></body></html>")
            .ToString();
    }
}
