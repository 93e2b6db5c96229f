using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.Tnef;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>
/// Sorts all parts of a message into words and files. A part is left away only when it says again what another says (an alternative) or
/// adorns the markup (a small picture without a name); whether a part calls itself an attachment is for its sender's program to know.
/// </summary>
internal sealed class MailParts
{
    /// <summary>A picture of the markup that is smaller and has no name is a dot, a line or a tracker. Bytes.</summary>
    private const int Ornament = 10 * 1024;

    /// <summary>Packings within packings; the parser limits all other nesting itself.</summary>
    private const int Deepest = 8;

    private readonly ILogger _log;
    private readonly int _depth;
    private readonly List<string> _words = [];
    private readonly List<MimePart> _files = [];

    private MailParts(ILogger log, int depth) => (_log, _depth) = (log, depth);

    /// <summary>Empty when there are none.</summary>
    public string Words => string.Join("\n\n", _words);

    /// <summary>What the sender attached comes before what stands in the text: should there be too many, the letterhead is left out first.</summary>
    public IReadOnlyList<MimePart> Files => [.. _files.OrderBy(file => file.IsAttachment ? 0 : 1)];

    public static MailParts Of(MimeMessage message, ILogger log) => Of(message.Body, log, 0);

    private static MailParts Of(MimeEntity? entity, ILogger log, int depth)
    {
        var parts = new MailParts(log, depth);
        parts.Add(entity, isOfMarkup: false);
        return parts;
    }

    private void Add(MimeEntity? entity, bool isOfMarkup)
    {
        switch (entity)
        {
            case MultipartAlternative alternatives:
                AddOneOf(alternatives);
                break;
            case MultipartRelated related:
                Add(related.Root, isOfMarkup: false);
                AddAll(related.Where(part => part != related.Root), isOfMarkup: true);
                break;
            case Multipart multipart:
                AddAll(multipart, isOfMarkup: false);
                break;
            case MessagePart { Message: { } forwarded }:
                AddForwarded(forwarded);
                break;
            case TnefPart { Content: not null } packed:
                AddPacked(packed);
                break;
            case TextPart text when IsWords(text):
                AddWords(MailWords.Of(text));
                break;
            case MimePart { Content: not null } file when !isOfMarkup || !IsOrnament(file):
                _files.Add(file);
                break;
        }
    }

    private void AddAll(IEnumerable<MimeEntity> parts, bool isOfMarkup)
    {
        foreach (var part in parts)
        {
            Add(part, isOfMarkup);
        }
    }

    /// <summary>The simplest that has words; the files of all of them, for some programs put these into one alternative only.</summary>
    private void AddOneOf(MultipartAlternative alternatives)
    {
        List<MailParts> each = [.. alternatives.Select(alternative => Of(alternative, _log, _depth))];
        var words = each.Select(parts => parts.Words).FirstOrDefault(words => words.Length > 0) ?? "";
        AddWords(words);
        _files.AddRange(each.SelectMany(parts => parts._files).Where(file => file is not TextPart || file.ContentDisposition?.FileName is not null || words.Length == 0));
    }

    /// <summary>A letter within the letter is often the petition itself. Its heading says where it begins.</summary>
    private void AddForwarded(MimeMessage forwarded)
    {
        var inner = Of(forwarded.Body, _log, _depth);
        AddWords(TypedText.Clean($"—— {forwarded.From} {forwarded.Subject}"));
        AddWords(inner.Words);
        _files.AddRange(inner._files);
    }

    /// <summary>
    /// Its words are most often those of the message once more, and only needed when that has none. One in which nothing can be read is a
    /// file itself, so that it does not vanish.
    /// </summary>
    private void AddPacked(TnefPart packed)
    {
        var inner = _depth < Deepest && PackedMail.Open(packed, _log) is { } message ? Of(message.Body, _log, _depth + 1) : new MailParts(_log, Deepest);
        if (_words.Count == 0)
        {
            AddWords(inner.Words);
        }

        _files.AddRange(inner._files.Count > 0 || inner._words.Count > 0 ? inner._files : [packed]);
    }

    private void AddWords(string words)
    {
        if (words.Length > 0)
        {
            _words.Add(words);
        }
    }

    /// <summary>A text with a file's name is a file; markup is not, for no file of that kind is kept.</summary>
    private static bool IsWords(TextPart text) => !text.IsAttachment && (text.IsHtml || (text.IsPlain && text.ContentDisposition?.FileName is null));

    private static bool IsOrnament(MimePart file) => !file.IsAttachment && !HasName(file) && file.Content is { Stream.Length: < Ornament };

    private static bool HasName(MimePart file) => !string.IsNullOrEmpty(file.FileName);
}
