using System.Globalization;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Web.Petitions;

namespace PetitionWorkflow.Web.Tests.Petitions;

public sealed class FlowDrawingTests
{
    [Fact]
    public void Drawing_HoldsEveryBoxAndEveryLineThatLeadsSomewhere()
    {
        var drawing = FlowDrawing.Of(new CaseFlow(
            "petition", 3,
            [Node("a", 0, 0), Node("b", 300, 40), Node("c", -50, 200)],
            [new("a", "b", "Done", true), new("b", "c", null, false), new("a", "gone", null, false)]));

        Assert.Equal(3, drawing.Boxes.Count);
        Assert.Equal(2, drawing.Lines.Count);
        Assert.All(drawing.Boxes, b =>
        {
            Assert.InRange(b.X, drawing.Left, drawing.Left + drawing.Width - b.Width);
            Assert.InRange(b.Y, drawing.Top, drawing.Top + drawing.Height - b.Height);
        });
    }

    [Fact]
    public void ALineBack_SwingsUnderItsBoxesAndStaysInThePicture()
    {
        var drawing = FlowDrawing.Of(new CaseFlow("p", 1, [Node("a", 0, 0), Node("b", 300, 0)], [new("b", "a", "Rework", false)]));

        Assert.True(drawing.Lines[0].Lowest > drawing.Boxes.Max(b => b.Bottom));
        Assert.True(drawing.Top + drawing.Height > drawing.Lines[0].Lowest);
    }

    [Fact]
    public void AnEmptyFlow_IsAnEmptyPicture() => Assert.Empty(FlowDrawing.Of(new CaseFlow("p", 1, [], [])).Boxes);

    [Theory]
    [InlineData("初审", new[] { "初审" })]
    [InlineData("領導批示之後再行交辦並跟蹤辦理情況", new[] { "領導批示之後再行交辦並", "跟蹤辦理情況" })]
    [InlineData("Ask the petitioner for completion of the papers please", new[] { "Ask the petitioner", "for completion of…" })]
    [InlineData("开始计算转办时限（15日）", new[] { "开始计算转办时限", "（15日）" })]
    [InlineData("开始计算转办的法定期限。", new[] { "开始计算转办的法定期", "限。" })]
    [InlineData("", new[] { "" })]
    public void ALabel_IsBrokenIntoAtMostTwoLines(string label, string[] lines) =>
        Assert.Equal(lines, FlowBox.Of(new CaseFlowNode("a", label, 0, 0, CaseFlowState.Ahead)).Lines().Select(l => l.Text));

    [Fact]
    public void Numbers_AreWrittenForMachinesInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var drawing = FlowDrawing.Of(new CaseFlow("p", 1, [Node("a", 0.5, 0.5), Node("b", 300.5, 0)], [new("a", "b", null, true)]));
            Assert.Equal("-23.5 -24 524 104.5", drawing.ViewBox);
            Assert.DoesNotMatch(@"\d,\d+,", drawing.Lines[0].Path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CaseFlowNode Node(string id, double x, double y) => new(id, id, x, y, CaseFlowState.Ahead);
}
