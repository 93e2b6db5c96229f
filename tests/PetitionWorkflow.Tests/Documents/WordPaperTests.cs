using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Documents;

public sealed class WordPaperTests
{
    private const string Typed = "第一行 <b>&amp;\n第二行\u0001 😀";

    [Fact]
    public void EveryKind_BecomesAValidWordFileThatSaysWhatThePageSays()
    {
        foreach (var kind in DocumentKinds.All)
        {
            using var file = Open(Paper(kind));

            Assert.Empty(new OpenXmlValidator().Validate(file, TestContext.Current.CancellationToken).Select(e => $"{kind.Key}: {e.Description} {e.Path?.XPath}"));
            var text = file.MainDocumentPart!.Document!.Body!.InnerText;
            Assert.Contains("第一行 <b>&amp;", text);
            Assert.Contains("第二行 😀", text);
            Assert.DoesNotContain('\u0001', text);
        }
    }

    [Fact]
    public void LineBreaks_StayLinesAndCellsStayCells()
    {
        using var file = Open(Paper(DocumentKinds.Find(DocumentKinds.AssignmentSlip)!));

        var row = file.MainDocumentPart!.Document!.Body!.Descendants<TableRow>().First();
        var cells = row.Elements<TableCell>().ToList();
        Assert.Equal(2, cells.Count);
        Assert.Equal(["第一行 <b>&amp;", "第二行 😀"], cells[1].Elements<Paragraph>().Select(p => p.InnerText));
    }

    [Fact]
    public void Page_HasTheMeasuresOfOfficialPapers()
    {
        using var file = Open(Paper(DocumentKinds.Find(DocumentKinds.Opinion)!));

        var page = file.MainDocumentPart!.Document!.Body!.Elements<SectionProperties>().Single();
        var (size, margin) = (page.GetFirstChild<PageSize>()!, page.GetFirstChild<PageMargin>()!);
        Assert.Equal((210, 297), (Millimetres(size.Width!.Value), Millimetres(size.Height!.Value)));
        Assert.Equal(156, Millimetres(size.Width.Value - margin.Left!.Value - margin.Right!.Value));
        Assert.Equal(225, Millimetres((uint)(size.Height.Value - margin.Top!.Value - margin.Bottom!.Value)));
    }

    private static int Millimetres(uint twentieths) => (int)Math.Round(twentieths * 25.4 / 1440);

    private static WordprocessingDocument Open(CaseDocument paper) => WordprocessingDocument.Open(new MemoryStream(WordPaper.Of(paper)), isEditable: false);

    private static CaseDocument Paper(DocumentKind kind)
    {
        var texts = Texts.Load(typeof(Texts).Assembly);
        return new CaseDocument
        {
            Id = Guid.NewGuid(), PetitionId = Guid.NewGuid(), Kind = kind.Key, Number = $"{kind.Series}-2026-00001", Title = texts[$"Document.{kind.Key}.title"],
            Html = new DocumentTemplates()[kind].Fill(key => texts["Document." + key], _ => Typed).Value, IssuedAt = ServiceUnderTest.Start.UtcDateTime,
        };
    }
}
