using CsvHelper;

namespace PetitionWorkflow.Web.Layout.Parts;

/// <summary>
/// A list as a file for a spreadsheet: no cell can be taken for a formula, and the byte order mark makes Excel read UTF-8.
/// </summary>
internal static class CsvFile
{
    public const string ContentType = "text/csv; charset=utf-8";

    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public static async Task<byte[]> WriteAsync(string[] headings, IAsyncEnumerable<string[]> lines, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var csv = CsvWriter.Create(bytes, Format, leaveOpen: true))
        {
            await csv.WriteRecordAsync(headings, cancellation);
            await foreach (var cells in lines.WithCancellation(cancellation))
            {
                await csv.WriteRecordAsync(cells, cancellation);
            }
        }

        return bytes.ToArray();
    }
}
