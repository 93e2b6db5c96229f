using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents.Editing;

/// <summary>A paper as the template would make it, with the name of each value in its place.</summary>
public sealed class TemplatePreview(Texts texts, IOptions<DocumentOptions> options, TimeProvider time)
{
    private readonly Texts _texts = texts.In(options.Value.Language);

    public CaseDocument Of(DocumentKind kind, string html) => new()
    {
        Id = Guid.Empty,
        PetitionId = Guid.Empty,
        Kind = kind.Key,
        Number = $"{kind.Series}-{time.Today().Year}-00000",
        Title = _texts[$"Document.{kind.Key}.title"],
        Html = new DocumentTemplate(PublishTemplateHandler.Normalised(html)).Fill(key => _texts["Document." + key], Sample).Value,
        IssuedAt = time.UtcNow(),
    };

    private string Sample(string name) => _texts.Has($"Document.label.{name}") ? $"〔{_texts[$"Document.label.{name}"]}〕" : $"〔{name}〕";
}
