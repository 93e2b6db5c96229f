using System.Globalization;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail.Editing;

/// <summary>A mail as the words would make it, with the name of each value in its place.</summary>
public sealed class NoticePreview(Texts texts, IOptions<MailOptions> options)
{
    internal NoticeLetter Of(NoticeKind kind, NoticeText text, string language)
    {
        var mine = texts.In(language);
        var samples = NoticeText.FieldsOf(kind).Select(object (name) => $"〔{mine[$"Notice.field.{name}"]}〕").ToList();
        return new NoticeLetter(text.Normalised().Filled(kind, samples, CultureInfo.GetCultureInfo(language)), options.Value.HomePage, mine, language);
    }

    public PreviewedMail Show(NoticeKind kind, NoticeText text, string language)
    {
        var letter = Of(kind, text, language);
        return new PreviewedMail(letter.Subject, letter.Plain(), letter.Paragraphs());
    }
}

/// <param name="Html">The body alone; every word of it is encoded.</param>
public sealed record PreviewedMail(string Subject, string Plain, string Html);
