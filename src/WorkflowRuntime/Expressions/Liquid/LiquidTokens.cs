using System.Globalization;

namespace WorkflowRuntime.Expressions.Liquid;

internal enum TokenKind
{
    End,
    Name,
    Text,
    Number,
    Mark,
}

/// <summary>The tokens inside one tag or output, read one ahead.</summary>
internal sealed class LiquidTokens
{
    private readonly string _text;
    private readonly int _offset;
    private int _position;

    public LiquidTokens(string text, int offset)
    {
        _text = text;
        _offset = offset;
        Next();
    }

    public TokenKind Kind { get; private set; }

    public string Value { get; private set; } = "";

    /// <summary>The index of the current token in the template.</summary>
    public int Position { get; private set; }

    /// <summary>The index behind the last token taken.</summary>
    public int Behind { get; private set; }

    public decimal Number => decimal.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new LiquidSyntaxException($"'{Value}' is too large a number", Position);

    public bool IsMark(string mark) => Kind == TokenKind.Mark && Value == mark;

    public bool IsName(string name) => Kind == TokenKind.Name && Value == name;

    public bool Take(string markOrName)
    {
        if (Kind is not (TokenKind.Mark or TokenKind.Name) || Value != markOrName)
            return false;
        Next();
        return true;
    }

    public string TakeName()
    {
        if (Kind != TokenKind.Name)
            throw Unexpected("a name");
        var name = Value;
        Next();
        return name;
    }

    public void Expect(string mark)
    {
        if (!Take(mark))
            throw Unexpected($"'{mark}'");
    }

    public void ExpectEnd()
    {
        if (Kind != TokenKind.End)
            throw new LiquidSyntaxException("End of tag '}}' was expected", Behind);
    }

    public LiquidSyntaxException NoValue() => new("A value was expected", Behind);

    public LiquidSyntaxException Unexpected(string expected) => new($"Expected {expected}", Position);

    public void Next()
    {
        Behind = _offset + _position;
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
            _position++;
        Position = _offset + _position;
        if (_position >= _text.Length)
        {
            (Kind, Value) = (TokenKind.End, "");
            return;
        }
        var c = _text[_position];
        if (c is '\'' or '"')
            ReadText(c);
        else if (char.IsAsciiDigit(c) || c == '-' && _position + 1 < _text.Length && char.IsAsciiDigit(_text[_position + 1]))
            ReadNumber();
        else if (char.IsLetter(c) || c == '_')
            ReadName();
        else
            ReadMark();
    }

    private void ReadText(char quote)
    {
        var end = _text.IndexOf(quote, _position + 1);
        if (end < 0)
            throw NoValue();
        (Kind, Value) = (TokenKind.Text, _text[(_position + 1)..end]);
        _position = end + 1;
    }

    private void ReadNumber()
    {
        var start = _position++;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;
        // "1..3" is a range, not a number with a point.
        if (_position + 1 < _text.Length && _text[_position] == '.' && char.IsAsciiDigit(_text[_position + 1]))
        {
            _position++;
            while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
                _position++;
        }
        (Kind, Value) = (TokenKind.Number, _text[start.._position]);
    }

    private void ReadName()
    {
        var start = _position++;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] is '_' or '-'))
            _position++;
        if (_position < _text.Length && _text[_position] == '?')
            _position++;
        (Kind, Value) = (TokenKind.Name, _text[start.._position]);
    }

    private void ReadMark()
    {
        var two = _position + 1 < _text.Length ? _text.Substring(_position, 2) : "";
        var mark = two is "==" or "!=" or "<=" or ">=" or "<>" or ".." ? two : _text[_position].ToString();
        (Kind, Value) = (TokenKind.Mark, mark);
        _position += mark.Length;
    }
}
