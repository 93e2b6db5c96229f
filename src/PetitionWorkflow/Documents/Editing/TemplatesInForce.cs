using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Documents.Editing;

/// <param name="Version">0 for the shipped one.</param>
/// <param name="Html">As it was written.</param>
public sealed record TemplateInForce(int Version, string Html)
{
    public DocumentTemplate Template { get; } = new(Html);
}

/// <summary>The template that the next paper of a kind is made from.</summary>
public sealed class TemplatesInForce(PetitionDbContext db, DocumentTemplates shipped)
{
    public async Task<TemplateInForce> FindAsync(DocumentKind kind, CancellationToken cancellation)
    {
        var newest = await db.Set<TemplateVersion>().AsNoTracking().Where(v => v.Kind == kind.Key).OrderByDescending(v => v.Version)
            .Select(v => new { v.Version, v.Html }).FirstOrDefaultAsync(cancellation);
        return newest is null ? new TemplateInForce(0, shipped.HtmlOf(kind)) : new TemplateInForce(newest.Version, newest.Html);
    }
}
