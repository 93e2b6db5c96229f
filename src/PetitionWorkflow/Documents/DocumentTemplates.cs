using System.Collections.Frozen;

namespace PetitionWorkflow.Documents;

/// <summary>The shipped templates, one file per kind.</summary>
public sealed class DocumentTemplates
{
    private readonly FrozenDictionary<string, DocumentTemplate> _templates =
        DocumentKinds.All.ToFrozenDictionary(kind => kind.Key, kind => new DocumentTemplate(Read(kind.Key)));

    public DocumentTemplate this[DocumentKind kind] => _templates[kind.Key];

    private static string Read(string kind)
    {
        using var stream = typeof(DocumentTemplates).Assembly.GetManifestResourceStream($"documents/{kind}.html")
            ?? throw new InvalidOperationException($"The document kind '{kind}' has no template.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
