using CsCheck;
using PetitionWorkflow.Shared.Files;

namespace PetitionWorkflow.Tests.Intake;

public sealed class CsvRecordReaderTests
{
    private const string Letters = "a信\",\"\n\r \uFEFF\ud83d";

    [Fact]
    public void Read_OfWhateverWasWrittenByTheRules_GivesItBackWithItsLine()
    {
        var field = Gen.Int[0, Letters.Length - 1].Array[0, 8].Select(places => new string([.. places.Select(place => Letters[place])]));
        field.Array[1, 4].Array[0, 6].Sample(rows =>
        {
            var text = string.Concat(rows.Select(row => string.Join(',', row.Select(Quoted)) + "\r\n"));

            var read = ReadAll(text).ToList();

            Assert.All(read, record => Assert.Null(record.Problem));
            Assert.Equal(rows, read.Select(record => record.Fields.ToArray()));
            Assert.All(read, record => Assert.StartsWith(string.Join(',', record.Fields.Select(Quoted)), FromLine(text, record.Line), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Read_OfAnyTextWhatever_EndsAndPassesEveryLine()
    {
        Gen.Int[0, Letters.Length - 1].Array[0, 40].Select(places => new string([.. places.Select(place => Letters[place])])).Sample(text =>
        {
            var read = ReadAll(text).ToList();

            Assert.Equal(read.Select(record => record.Line).Distinct().Count(), read.Count);
            Assert.Equal(read.Select(record => record.Line).Order(), read.Select(record => record.Line));
            Assert.True(read.Count == 0 || read[^1].Line <= Lines(text).Count);
        });
    }

    [Theory]
    [InlineData("a,\"b\n", "1 import-quote-unclosed")]
    [InlineData("\"a\nb,c\n", "1 import-quote-unclosed|2 b,c")]
    [InlineData("\"a\nb,\"c\"\nd\n", "1 import-quote-misplaced|2 b,c|3 d")]
    [InlineData("\"a\"b,c\nd\n", "1 import-quote-misplaced|2 d")]
    [InlineData("a\"b,c\n", "1 a\"b,c")]
    [InlineData("\n\r\n\ra\r\rb", "4 a|6 b")]
    [InlineData("a,\n", "1 a,")]
    [InlineData("", "")]
    public void Read_OfMalformedRows_GoesOnWithTheNextLine(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', ReadAll(text).Select(r => $"{r.Line} {r.Problem ?? string.Join(',', r.Fields)}")));

    [Fact]
    public void Read_OfALineWithoutEnd_PassesItWithoutKeepingIt()
    {
        var text = "x" + new string('a', CsvRecordReader.MaxRecordLength * 3) + "\nb,c\n";

        Assert.Equal(["1 import-row-too-long", "2 "], ReadAll(text).Select(r => $"{r.Line} {r.Problem}"));
    }

    [Fact]
    public void Read_WithAnotherDelimiter_CutsThere() => Assert.Equal(["a,b", "c"], ReadAll("a,b;c\n", ';').Single().Fields);

    private static IEnumerable<CsvRecord> ReadAll(string text, char delimiter = ',')
    {
        // One character at a time: every boundary of the buffer is somewhere.
        var reader = new CsvRecordReader(new Trickle(text), delimiter);
        while (reader.Read() is { } record)
        {
            yield return record;
        }
    }

    private static string Quoted(string field) => "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static List<int> Lines(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }

    private static string FromLine(string text, long line) => text[Lines(text)[(int)line - 1]..];

    private sealed class Trickle(string text) : StringReader(text)
    {
        public override int Read(char[] buffer, int index, int count) => base.Read(buffer, index, Math.Min(count, 64));
    }
}
