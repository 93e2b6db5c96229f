using System.Text;

namespace PetitionWorkflow.Shared.Files;

/// <summary>One row of a file, or the line at which a row could not be read.</summary>
/// <param name="Line">Where it begins in the file, counted from 1.</param>
/// <param name="Problem">The code of a refusal when the row is malformed; it then has no fields.</param>
internal sealed record CsvRecord(long Line, IReadOnlyList<string> Fields, string? Problem = null);

/// <summary>
/// Reads RFC 4180 row by row from a stream of any size. A library's reader swallows everything after a quote that is never closed;
/// this one gives up the line with the quote and goes on with the next line, so that one bad row costs one row.
/// </summary>
internal sealed class CsvRecordReader(TextReader reader, char delimiter)
{
    /// <summary>Longer than any petition by far; what exceeds it is a quote left open.</summary>
    public const int MaxRecordLength = 1 << 20;

    private const int End = -1;
    private char[] _buffer = new char[64 * 1024];
    private int _start;
    private int _end;
    private bool _ended;
    private long _line = 1;

    /// <returns>Null at the end of the file. Blank lines are skipped.</returns>
    public CsvRecord? Read()
    {
        while (LineEndAt(0) is var length && length > 0)
        {
            Advance(length, lines: 1);
        }

        return Peek(0) == End ? null : ReadRecord();
    }

    private CsvRecord ReadRecord()
    {
        var fields = new List<string>();
        var scan = new Scan();
        while (true)
        {
            if ((Peek(scan.Position) == '"' ? ReadQuoted(scan) : ReadBare(scan)) is not { } field)
            {
                return GiveUpLine(scan);
            }

            fields.Add(field);
            if (Peek(scan.Position) != delimiter)
            {
                break;
            }

            scan.Position++;
        }

        var record = new CsvRecord(_line, fields);
        Advance(scan.Position + LineEndAt(scan.Position), scan.Lines + 1);
        return record;
    }

    private string? ReadBare(Scan scan)
    {
        var from = scan.Position;
        while (!EndsField(Peek(scan.Position)))
        {
            if (++scan.Position > MaxRecordLength)
            {
                return scan.Fail("import-row-too-long");
            }
        }

        return new string(_buffer, _start + from, scan.Position - from);
    }

    private string? ReadQuoted(Scan scan)
    {
        var field = new StringBuilder();
        scan.Position++;
        while (true)
        {
            var letter = Peek(scan.Position);
            if (letter == End || scan.Position > MaxRecordLength)
            {
                return scan.Fail("import-quote-unclosed");
            }

            scan.Position++;
            var next = Peek(scan.Position);
            if (letter == '"' && next != '"')
            {
                return EndsField(next) ? field.ToString() : scan.Fail("import-quote-misplaced");
            }

            if (letter == '"')
            {
                scan.Position++;
            }
            else if (letter == '\n' || (letter == '\r' && next != '\n'))
            {
                scan.Lines++;
                scan.FirstLineEnd ??= scan.Position;
            }

            field.Append((char)letter);
        }
    }

    private bool EndsField(int letter) => letter is End or '\r' or '\n' || letter == delimiter;

    /// <summary>The bad row's first line is lost; what follows may be sound and is read again.</summary>
    private CsvRecord GiveUpLine(Scan scan)
    {
        var bad = new CsvRecord(_line, [], scan.Problem);
        if (scan.FirstLineEnd is { } next)
        {
            Advance(next, lines: 1);
            return bad;
        }

        // Dropping what was passed keeps a line of any length from filling the memory.
        Advance(scan.Position, lines: 0);
        while (Peek(0) is not (End or '\r' or '\n'))
        {
            Advance(1, lines: 0);
        }

        Advance(LineEndAt(0), lines: 1);
        return bad;
    }

    /// <returns>How many characters the line end has that begins here; 0 when none does.</returns>
    private int LineEndAt(int offset) => Peek(offset) switch
    {
        '\n' => 1,
        '\r' => Peek(offset + 1) == '\n' ? 2 : 1,
        _ => 0,
    };

    private void Advance(int characters, int lines)
    {
        _start += characters;
        _line += lines;
    }

    /// <summary>The character so far ahead of the current record's start, reading on when it is not here yet.</summary>
    private int Peek(int offset)
    {
        while (_start + offset >= _end)
        {
            if (_ended)
            {
                return End;
            }

            Fill();
        }

        return _buffer[_start + offset];
    }

    private void Fill()
    {
        if (_end == _buffer.Length && _start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = reader.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
    }

    private sealed class Scan
    {
        /// <summary>Relative to the record's start.</summary>
        public int Position { get; set; }

        /// <summary>Line ends inside the record.</summary>
        public int Lines { get; set; }

        public int? FirstLineEnd { get; set; }
        public string? Problem { get; private set; }

        public string? Fail(string problem)
        {
            Problem = problem;
            return null;
        }
    }
}
