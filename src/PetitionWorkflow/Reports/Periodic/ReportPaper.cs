using System.Net;
using System.Text;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>A report as a page to print and as a Word file in the layout of official papers; both hold the reader's own copy.</summary>
public sealed class ReportPaper(FigureTables tables, Texts texts)
{
    /// <summary>Safe HTML: everything that a person typed is encoded.</summary>
    public string Html(ReadableReport report)
    {
        var html = new StringBuilder("<article class=\"document document-report\">");
        html.Append("<p class=\"document-office\">").Append(Safe(texts["Document.label.office"])).Append("</p>");
        html.Append("<h1>").Append(Safe(TitleOf(report))).Append("</h1>");
        Section(html, "Periodic.Words.Overview", report.Words.Overview);
        foreach (var table in tables.Of(report.Figures))
        {
            html.Append("<p>").Append(Safe(table.Title)).Append("</p><table>");
            foreach (var (label, value) in table.Rows)
            {
                html.Append("<tr><th scope=\"row\">").Append(Safe(label)).Append("</th><td>").Append(Lines(value)).Append("</td></tr>");
            }

            html.Append("</table>");
        }

        Section(html, "Periodic.Words.KeyProblems", report.Words.KeyProblems);
        Section(html, "Periodic.Words.Forecast", report.Words.Forecast);
        Section(html, "Periodic.Words.Suggestions", report.Words.Suggestions);
        var day = report.ApprovedAt is { } at ? DocumentIssuer.Day(ChinaTime.DayOf(at)) : texts.Of(report.State);
        return html.Append("<p class=\"document-foot\">").Append(Safe(day)).Append("</p></article>").ToString();
    }

    public byte[] Word(ReadableReport report) => WordPaper.Of(TitleOf(report), report.ApprovedAt ?? report.FiguredAt, Html(report));

    public string TitleOf(ReadableReport report) => texts.TitleOf(report.Period);

    private void Section(StringBuilder html, string titleKey, string text)
    {
        if (text.Length > 0)
        {
            html.Append("<h2>").Append(Safe(texts[titleKey])).Append("</h2><p>").Append(Lines(text)).Append("</p>");
        }
    }

    private static string Lines(string text) => Safe(text).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
