using System.Globalization;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>
/// A flow as lines and boxes, from the positions that the designer keeps. Sizes that the designer did not measure are chosen here;
/// looks come from the style sheet.
/// </summary>
public sealed record FlowDrawing(double Left, double Top, double Width, double Height, IReadOnlyList<FlowBox> Boxes, IReadOnlyList<FlowLine> Lines)
{
    private const double Margin = 24;

    public string ViewBox => string.Create(CultureInfo.InvariantCulture, $"{Left:0.#} {Top:0.#} {Width:0.#} {Height:0.#}");

    public static FlowDrawing Of(CaseFlow flow)
    {
        var boxes = flow.Nodes.Select(FlowBox.Of).ToDictionary(b => b.Id);
        var lines = flow.Edges
            .Where(e => boxes.ContainsKey(e.From) && boxes.ContainsKey(e.To))
            .Select(e => FlowLine.Between(boxes[e.From], boxes[e.To], e))
            .ToList();
        if (boxes.Count == 0)
        {
            return new FlowDrawing(0, 0, 1, 1, [], []);
        }

        // A line that leads back swings below its boxes.
        var bottom = Math.Max(boxes.Values.Max(b => b.Bottom), lines.Select(l => l.Lowest).DefaultIfEmpty(double.MinValue).Max());
        var (left, top) = (boxes.Values.Min(b => b.X) - Margin, boxes.Values.Min(b => b.Y) - Margin);
        var right = boxes.Values.Max(b => b.Right);
        return new FlowDrawing(left, top, right + Margin - left, bottom + Margin - top, [.. boxes.Values], lines);
    }
}

/// <summary>One step.</summary>
public sealed record FlowBox(string Id, string Label, double X, double Y, double Width, double Height, CaseFlowState State)
{
    private const double DefaultWidth = 176;
    private const double DefaultHeight = 56;
    private const double LineHeight = 18;
    private const double WideGlyph = 14;
    private const double NarrowGlyph = 7.5;
    private const double SidePadding = 20;
    private const string Closing = "）)」』》】”’，。、；：？！,.;:?!";
    private static readonly char[] Opening = ['（', '(', '「', '『', '《', '【', '“', '‘'];

    public double Right => X + Width;
    public double Bottom => Y + Height;
    public double MiddleX => X + (Width / 2);
    public double MiddleY => Y + (Height / 2);

    public static FlowBox Of(CaseFlowNode node) => new(
        node.Id, node.Label, node.X, node.Y, Math.Max(node.Width ?? DefaultWidth, 96), Math.Max(node.Height ?? DefaultHeight, 44), node.State);

    /// <summary>The label in at most two lines; what does not fit is cut, the whole stands in the box's title.</summary>
    public IReadOnlyList<(string Text, double Y)> Lines()
    {
        var first = Fit(Label, out var rest);
        if (rest.Length == 0)
        {
            return [(first, MiddleY + 5)];
        }

        var second = Fit(rest, out var cut);
        second = cut.Length == 0 ? second : WithEllipsis(second.TrimEnd());
        return [(first.Trim(), MiddleY - (LineHeight / 2) + 5), (second.Trim(), MiddleY + (LineHeight / 2) + 5)];
    }

    private string WithEllipsis(string text) =>
        text.Sum(GlyphWidth) + NarrowGlyph <= Width - SidePadding ? text + "…" : text[..^1] + "…";

    private string Fit(string text, out string rest)
    {
        var (used, end, space) = (0d, 0, -1);
        while (end < text.Length && used + GlyphWidth(text[end]) <= Width - SidePadding)
        {
            space = text[end] == ' ' ? end : space;
            used += GlyphWidth(text[end++]);
        }

        end = end < text.Length && space > 0 ? space : Math.Max(end, Math.Min(1, text.Length));
        end = end < text.Length && Closing.Contains(text[end]) ? BeforeBracket(text, end) : end;
        rest = text[end..].TrimStart();
        return text[..end];
    }

    /// <summary>No line begins with what closes: the bracket goes to the next line whole, or one more character does.</summary>
    private static int BeforeBracket(string text, int end) => text.LastIndexOfAny(Opening, end - 1) is > 0 and var open ? open : Math.Max(1, end - 1);

    private static double GlyphWidth(char c) => c >= 0x2E80 ? WideGlyph : NarrowGlyph;
}

/// <summary>One connection.</summary>
public sealed record FlowLine(string Path, string? Label, double LabelX, double LabelY, bool Passed, double Lowest)
{
    public static FlowLine Between(FlowBox from, FlowBox to, CaseFlowEdge edge)
    {
        if (to.X >= from.Right)
        {
            var (sx, sy, tx, ty) = (from.Right, from.MiddleY, to.X, to.MiddleY);
            var bend = Math.Max(24, (tx - sx) / 2);
            return Draw(edge, (sx, sy), (sx + bend, sy), (tx - bend, ty), (tx, ty));
        }

        if (to.Y >= from.Bottom)
        {
            var (sx, sy, tx, ty) = (from.MiddleX, from.Bottom, to.MiddleX, to.Y);
            var bend = Math.Max(24, (ty - sy) / 2);
            return Draw(edge, (sx, sy), (sx, sy + bend), (tx, ty - bend), (tx, ty));
        }

        // Backwards: under both boxes, so that it crosses neither.
        var low = Math.Max(from.Bottom, to.Bottom) + 56;
        return Draw(edge, (from.MiddleX, from.Bottom), (from.MiddleX, low), (to.MiddleX, low), (to.MiddleX, to.Bottom));
    }

    private static FlowLine Draw(CaseFlowEdge edge, (double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture, $"M{a.X:0.#},{a.Y:0.#} C{b.X:0.#},{b.Y:0.#} {c.X:0.#},{c.Y:0.#} {d.X:0.#},{d.Y:0.#}");

        // The point half-way along a cubic Bézier curve.
        var (x, y) = ((a.X + (3 * b.X) + (3 * c.X) + d.X) / 8, (a.Y + (3 * b.Y) + (3 * c.Y) + d.Y) / 8);
        return new FlowLine(path, edge.Label, x, y - 4, edge.Passed, Math.Max(Math.Max(a.Y, d.Y), y));
    }
}
