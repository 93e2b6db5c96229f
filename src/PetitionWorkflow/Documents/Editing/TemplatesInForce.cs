using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Documents.Editing;

/// <param name="Version">0 for the shipped one.</param>
/// <param name="Html">As it was written.</param>
public sealed record TemplateInForce(int Version, string Html, DocumentTemplate Template);

/// <summary>The template that the next paper of a kind is made from.</summary>
public sealed class TemplatesInForce(PetitionDbContext db, DocumentTemplates shipped)
{
    private static readonly KeptQuery<string, TemplateVersion> Newest = new((db, kind) =>
        db.Set<TemplateVersion>().AsNoTracking().Where(v => v.Kind == kind).OrderByDescending(v => v.Version).Take(1));

    public async Task<TemplateInForce> FindAsync(DocumentKind kind, CancellationToken cancellation)
    {
        var newest = await Newest.FirstAsync(db, kind.Key, cancellation);
        return newest is null ? new TemplateInForce(0, shipped.HtmlOf(kind), shipped[kind]) : new TemplateInForce(newest.Version, newest.Html, new DocumentTemplate(newest.Html));
    }
}
