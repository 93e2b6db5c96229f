using System.Globalization;
using CsvHelper;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Intake;

/// <summary>
/// The rejected rows for a spreadsheet: no cell can be taken for a formula, and the byte order mark makes Excel read UTF-8.
/// </summary>
internal static class RejectList
{
    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    public static async Task<byte[]> WriteAsync(IAsyncEnumerable<ImportReject> rejects, Texts texts, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var csv = CsvWriter.Create(bytes, Format, leaveOpen: true))
        {
            string[] headings = [texts["ImportPages.Line"], texts["ImportPages.MessageId"], texts["ImportPages.Subject"], texts["ImportPages.Reason"]];
            await csv.WriteRecordAsync(headings, cancellation);
            await foreach (var reject in rejects.WithCancellation(cancellation))
            {
                string[] cells = [reject.Line.ToString(CultureInfo.InvariantCulture), reject.MessageId ?? "", reject.Subject ?? "", reject.ReasonOf(texts)];
                await csv.WriteRecordAsync(cells, cancellation);
            }
        }

        return bytes.ToArray();
    }
}
