using System.Text;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;

namespace PetitionWorkflow.Intake.Import;

/// <summary>An opened file: encoding and columns are known, rows come one at a time. Nothing is ever held but the current row.</summary>
internal sealed class ImportSource : IDisposable
{
    private readonly StreamReader _reader;
    private readonly CsvRecordReader _records;

    private ImportSource(StreamReader reader, CsvRecordReader records, ColumnMap map, Encoding encoding) =>
        (_reader, _records, Map, Encoding) = (reader, records, map, encoding);

    public ColumnMap Map { get; }

    public Encoding Encoding { get; }

    public CsvRecord? Read() => _records.Read();

    /// <returns>A refusal when the file cannot be used at all.</returns>
    public static async Task<Result<ImportSource>> OpenAsync(string path, CancellationToken cancellation)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 256 * 1024, FileOptions.SequentialScan);
        var opened = await OpenAsync(file, cancellation);
        if (opened.IsRefused)
        {
            await file.DisposeAsync();
        }

        return opened;
    }

    private static async Task<Result<ImportSource>> OpenAsync(FileStream file, CancellationToken cancellation)
    {
        var encoding = await TextEncoding.DetectAsync(file, cancellation);
        if (encoding.IsRefused)
        {
            return encoding.Refusal!;
        }

        var delimiter = CsvTable.SeparatorOf(await FirstLineAsync(file, encoding.Value, cancellation));
        var reader = new StreamReader(file, encoding.Value, detectEncodingFromByteOrderMarks: true, bufferSize: 256 * 1024);
        var records = new CsvRecordReader(reader, delimiter);
        if (records.Read() is not { Problem: null } header)
        {
            return new Refusal("import-no-header");
        }

        var map = ColumnMap.FromHeader(header.Fields);
        return map.IsRefused ? map.Refusal! : new ImportSource(reader, records, map.Value, encoding.Value);
    }

    private static async Task<string> FirstLineAsync(FileStream file, Encoding encoding, CancellationToken cancellation)
    {
        const int longestHeader = 64 * 1024;
        var start = new byte[(int)Math.Min(longestHeader, file.Length)];
        await file.ReadExactlyAsync(start, cancellation);
        file.Position = 0;
        var text = encoding.GetString(start).TrimStart('\r', '\n', '\uFEFF');
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    public void Dispose() => _reader.Dispose();
}
