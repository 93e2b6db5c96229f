using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PetitionWorkflow.Documents.Word;

internal enum PaperStyle
{
    /// <summary>Name of the issuing office, red.</summary>
    Office = 1,
    Title = 2,

    /// <summary>The paper's number, and whoever issued it when.</summary>
    Number = 3,
    Foot = 4,
    Body = 5,
    Label = 6,
    Cell = 7,

    /// <summary>First level: black type of the text's size.</summary>
    Heading = 8,
}

/// <summary>
/// Measures and typefaces of official papers, GB/T 9704-2012: A4, a text area of 156 mm × 225 mm, titles in size 2 of Song, text in size
/// 3 of FangSong with 28 points from line to line, page numbers below.
/// </summary>
internal static class OfficialLayout
{
    private const string Song = "宋体";
    private const string FangSong = "仿宋";
    private const string Hei = "黑体";

    /// <summary>Twentieths of a point.</summary>
    private const string LineHeight = "560";

    private static int Millimetres(double mm) => (int)Math.Round(mm * 1440 / 25.4);

    public static PaperStyle StyleOf(string element, string? cssClass) => (element, cssClass) switch
    {
        ("h1", _) => PaperStyle.Title,
        ("h2", _) => PaperStyle.Heading,
        (_, "document-office") => PaperStyle.Office,
        (_, "document-number") => PaperStyle.Number,
        (_, "document-foot") => PaperStyle.Foot,
        _ => PaperStyle.Body,
    };

    public static Paragraph Paragraph(PaperStyle style, IReadOnlyList<string> lines)
    {
        var run = new Run(Typeface(style));
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }

        return new Paragraph(Placing(style), run);
    }

    public static Table Table()
    {
        static T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = "000000" };
        var borders = new TableBorders(
            Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>());
        var width = new TableWidth { Width = $"{Millimetres(156)}", Type = TableWidthUnitValues.Dxa };
        return new Table(
            new TableProperties(width, borders, new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(new GridColumn { Width = $"{Millimetres(36)}" }, new GridColumn { Width = $"{Millimetres(120)}" }));
    }

    public static TableCell Cell(bool isLabel, IEnumerable<Paragraph> paragraphs)
    {
        var width = new TableCellWidth { Width = $"{Millimetres(isLabel ? 36 : 120)}", Type = TableWidthUnitValues.Dxa };
        var cell = new TableCell(new TableCellProperties(width, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }));
        cell.Append(paragraphs);
        return cell;
    }

    /// <summary>Paper, margins, the page number, "— 1 —", and under it who took this copy.</summary>
    public static SectionProperties Page(MainDocumentPart main, string? mark)
    {
        var footer = main.AddNewPart<FooterPart>();
        var number = new Paragraph(
            new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
            new Run(Fonts(Song, 28), new Text("— ") { Space = SpaceProcessingModeValues.Preserve }),
            new SimpleField(new Run(Fonts(Song, 28), new Text("1"))) { Instruction = "PAGE" },
            new Run(Fonts(Song, 28), new Text(" —") { Space = SpaceProcessingModeValues.Preserve }));
        footer.Footer = new Footer(number);
        if (mark is not null)
        {
            footer.Footer.Append(new Paragraph(
                new ParagraphProperties(new Justification { Val = JustificationValues.Right }),
                new Run(Fonts(Song, 16, color: "808080"), new Text(mark) { Space = SpaceProcessingModeValues.Preserve })));
        }

        return new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            new PageSize { Width = (uint)Millimetres(210), Height = (uint)Millimetres(297) },
            new PageMargin
            {
                Top = Millimetres(37), Bottom = Millimetres(35), Left = (uint)Millimetres(28), Right = (uint)Millimetres(26),
                Header = (uint)Millimetres(15), Footer = (uint)Millimetres(25), Gutter = 0,
            });
    }

    private static ParagraphProperties Placing(PaperStyle style)
    {
        var placing = new ParagraphProperties();
        if (style == PaperStyle.Office)
        {
            placing.Append(new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 12, Space = 6, Color = "FF0000" }));
        }

        // A table's lines are as high as their text; everything else stands on the 28-point grid.
        placing.Append(style is PaperStyle.Cell or PaperStyle.Label
            ? new SpacingBetweenLines { Before = "60", After = "60" }
            : new SpacingBetweenLines { Line = style is PaperStyle.Office or PaperStyle.Title ? "700" : LineHeight, LineRule = LineSpacingRuleValues.AtLeast, Before = "120", After = "120" });
        if (style is PaperStyle.Body or PaperStyle.Heading)
        {
            placing.Append(new Indentation { FirstLineChars = 200, FirstLine = "640" });
        }

        placing.Append(new Justification
        {
            Val = style switch
            {
                PaperStyle.Foot => JustificationValues.Right,
                PaperStyle.Body or PaperStyle.Heading or PaperStyle.Cell => JustificationValues.Both,
                _ => JustificationValues.Center,
            },
        });
        return placing;
    }

    private static RunProperties Typeface(PaperStyle style) => style switch
    {
        PaperStyle.Office => Fonts(Song, 52, bold: true, color: "FF0000"),
        PaperStyle.Title => Fonts(Song, 44, bold: true),
        PaperStyle.Label => Fonts(Hei, 28),
        PaperStyle.Heading => Fonts(Hei, 32),
        PaperStyle.Cell => Fonts(FangSong, 28),
        _ => Fonts(FangSong, 32),
    };

    /// <param name="face">Typeface for Chinese characters.</param>
    /// <param name="halfPoints">Size: 44 is size 2 (22 points), 32 is size 3 (16 points), 28 is size 4.</param>
    /// <param name="bold">For headings where the face has no heavy cut of its own.</param>
    /// <param name="color">RRGGBB.</param>
    private static RunProperties Fonts(string face, int halfPoints, bool bold = false, string? color = null)
    {
        var properties = new RunProperties(new RunFonts { EastAsia = face, Ascii = "Times New Roman", HighAnsi = "Times New Roman" });
        if (bold)
        {
            properties.Append(new Bold());
        }

        if (color is not null)
        {
            properties.Append(new Color { Val = color });
        }

        properties.Append(new FontSize { Val = $"{halfPoints}" });
        return properties;
    }
}
