using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PetitionWorkflow.Documents.Word;

/// <summary>
/// An issued paper as a Word file in the layout of official papers (GB/T 9704-2012). It is made from the page as it was issued, so
/// both say the same.
/// </summary>
public static class WordPaper
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <param name="mark">Who took the copy and when, small under every page; null for the office's own file.</param>
    public static byte[] Of(CaseDocument paper, string? mark = null) => Of($"{paper.Title} {paper.Number}", paper.IssuedAt, paper.Html, mark);

    public static byte[] Of(string title, DateTime createdAt, string html, string? mark = null)
    {
        using var bytes = new MemoryStream();
        using (var file = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = title;
            file.PackageProperties.Created = createdAt;
            var main = file.AddMainDocumentPart();
            var body = new Body();
            foreach (var element in Read(html).Elements())
            {
                body.Append(element.Name.LocalName == "table" ? TableOf(element) : ParagraphOf(element));
            }

            body.Append(OfficialLayout.Page(main, mark));
            main.Document = new Document(body);
        }

        return bytes.ToArray();
    }

    /// <summary>The templates are well-formed but for their line breaks; what a person typed may hold characters that XML has not.</summary>
    private static XElement Read(string html)
    {
        var clean = string.Concat(html.Where((c, i) => XmlConvert.IsXmlChar(c) || IsHalfOfAPair(html, i)));
        var page = XElement.Parse($"<page>{clean.Replace("<br>", "<br/>", StringComparison.Ordinal)}</page>", LoadOptions.PreserveWhitespace);
        return page.Element("article") ?? page;
    }

    private static bool IsHalfOfAPair(string text, int i) =>
        (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        || (char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]));

    private static Paragraph ParagraphOf(XElement element) =>
        OfficialLayout.Paragraph(OfficialLayout.StyleOf(element.Name.LocalName, (string?)element.Attribute("class")), Lines(element));

    private static Table TableOf(XElement table)
    {
        var made = OfficialLayout.Table();
        foreach (var row in table.Elements("tr"))
        {
            var cells = row.Elements().Select(cell => OfficialLayout.Cell(
                cell.Name.LocalName == "th", Lines(cell).Select(line => OfficialLayout.Paragraph(cell.Name.LocalName == "th" ? PaperStyle.Label : PaperStyle.Cell, [line]))));
            made.Append(new TableRow(cells));
        }

        return made;
    }

    /// <summary>The lines of an element's text, as its line breaks have it.</summary>
    private static List<string> Lines(XElement element)
    {
        var lines = new List<string> { "" };
        foreach (var node in element.DescendantNodes())
        {
            if (node is XElement { Name.LocalName: "br" })
            {
                lines.Add("");
            }
            else if (node is XText text)
            {
                lines[^1] += text.Value;
            }
        }

        return lines;
    }
}
