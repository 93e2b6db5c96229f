using System.Collections.Frozen;

namespace PetitionWorkflow.Documents;

/// <summary>The shipped templates, one file per kind.</summary>
public sealed class DocumentTemplates
{
    private readonly FrozenDictionary<string, (string Html, DocumentTemplate Template)> _templates =
        DocumentKinds.All.Select(kind => (kind.Key, Html: Read(kind.Key))).ToFrozenDictionary(t => t.Key, t => (t.Html, new DocumentTemplate(t.Html)));

    public DocumentTemplate this[DocumentKind kind] => _templates[kind.Key].Template;

    /// <summary>As it was written.</summary>
    public string HtmlOf(DocumentKind kind) => _templates[kind.Key].Html;

    private static string Read(string kind)
    {
        using var stream = typeof(DocumentTemplates).Assembly.GetManifestResourceStream($"documents/{kind}.html")
            ?? throw new InvalidOperationException($"The document kind '{kind}' has no template.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
