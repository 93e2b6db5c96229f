using System.Globalization;
using System.Net;
using System.Text;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>What a digest tells of a mail that is held for its reader.</summary>
internal sealed record HeldNotice(Guid Id, string? Kind, string Subject, string Text, string? Link, string? Language, Guid? UnitId)
{
    public static HeldNotice Of(OutgoingMail mail) => new(mail.Id, mail.Kind, mail.Subject, mail.TextBody, mail.Link, mail.Language, mail.UnitId);
}

/// <summary>The words of a digest: one line and one link per notice, the most pressing first, the older before the younger. A line says what the notice's subject says.</summary>
/// <param name="notices">The oldest first.</param>
/// <param name="texts">In the reader's language.</param>
/// <param name="language">The reader's.</param>
/// <param name="home">The service's address.</param>
internal sealed class DigestLetter(IReadOnlyCollection<HeldNotice> notices, Texts texts, string language, string home)
{
    /// <summary>More than anybody reads; the rest is counted.</summary>
    public const int MaxLines = 200;

    private static readonly string[] Pressing = ["red-card", "urge", "yellow-card", "report-late", "due-today"];

    private readonly IReadOnlyList<HeldNotice> _lines = [.. notices.OrderBy(Rank).Take(MaxLines)];

    public string Subject(DateOnly day) => texts["Notice.digest.Subject", notices.Count, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];

    public string Plain()
    {
        var text = new StringBuilder(texts["Notice.digest.Text", notices.Count]).Append("\n\n");
        foreach (var line in _lines)
        {
            text.Append(line.Subject).Append('\n').Append(line.Link).Append("\n\n");
        }

        if (More is { } more)
        {
            text.Append(more).Append("\n\n");
        }

        return text.Append($"{texts["Notice.Open"]}\n{home}\n\n-- \n{texts["Mail.SenderName"]}\n{texts["Notice.Footer"]}\n").ToString();
    }

    public string Html()
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"></head><body><p>")
            .Append(Safe(texts["Notice.digest.Text", notices.Count])).Append("</p><ul>");
        foreach (var line in _lines)
        {
            html.Append("<li><a href=\"").Append(Safe(line.Link ?? home)).Append("\">").Append(Safe(line.Subject)).Append("</a></li>");
        }

        html.Append("</ul>");
        if (More is { } more)
        {
            html.Append("<p>").Append(Safe(more)).Append("</p>");
        }

        return html
            .Append("<p><a href=\"").Append(Safe(home)).Append("\">").Append(Safe(texts["Notice.Open"])).Append("</a></p>")
            .Append("<p style=\"color:#667382\">").Append(Safe(texts["Notice.Footer"])).Append("</p></body></html>")
            .ToString();
    }

    private string? More => notices.Count > _lines.Count ? texts["Notice.digest.More", notices.Count - _lines.Count] : null;

    private static int Rank(HeldNotice notice) => Array.IndexOf(Pressing, notice.Kind) is var rank and >= 0 ? rank : Pressing.Length;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
