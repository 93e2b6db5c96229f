namespace PetitionWorkflow.Shared.Files;

/// <summary>
/// A small file of rows, read whole: headings in the first row, their separator found from them. Quotes, a byte order mark and line ends are
/// what any spreadsheet writes.
/// </summary>
internal sealed class CsvTable
{
    private static readonly char[] Separators = [',', '\t', ';', '，', '|'];

    private CsvTable(IReadOnlyList<string> headings, IReadOnlyList<CsvRecord> rows) => (Headings, Rows) = (headings, rows);

    public IReadOnlyList<string> Headings { get; }

    /// <summary>Without the headings, blank lines and rows of empty cells; each knows its line.</summary>
    public IReadOnlyList<CsvRecord> Rows { get; }

    /// <returns>A refusal that names the line, when a row's quotes cannot be read.</returns>
    public static Result<CsvTable> Read(string text)
    {
        var plain = text.TrimStart('\uFEFF');
        var reader = new CsvRecordReader(new StringReader(plain), SeparatorOf(FirstLine(plain)));
        var rows = new List<CsvRecord>();
        while (reader.Read() is { } record)
        {
            if (record.Problem is not null)
            {
                return new Refusal("file-line-unreadable", record.Line);
            }

            var cells = record.Fields.Select(Plain).ToList();
            if (cells.Exists(cell => cell.Length > 0))
            {
                rows.Add(record with { Fields = cells });
            }
        }

        return rows.Count == 0 ? new CsvTable([], []) : new CsvTable(rows[0].Fields, [.. rows.Skip(1)]);
    }

    public static char SeparatorOf(string header) => Separators.MaxBy(separator => header.Count(letter => letter == separator));

    private static string FirstLine(string text)
    {
        var begun = text.TrimStart('\r', '\n');
        var end = begun.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? begun : begun[..end];
    }

    /// <summary>Our own files carry a mark before what a spreadsheet would take for a formula.</summary>
    private static string Plain(string cell) => cell.Trim() is ['\'', '=' or '+' or '-' or '@', ..] marked ? marked[1..] : cell.Trim();
}
