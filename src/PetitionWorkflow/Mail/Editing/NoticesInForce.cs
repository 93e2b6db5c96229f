using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail.Editing;

/// <param name="Version">0 for the shipped one.</param>
public sealed record NoticeInForce(int Version, NoticeText Text);

/// <summary>The words that the next notice of a kind goes out with.</summary>
public sealed class NoticesInForce(PetitionDbContext db, Texts texts)
{
    private readonly Dictionary<(string Kind, string Language), NoticeInForce> _found = [];

    /// <summary>Read once per unit of work: a sweep writes many notices of few kinds.</summary>
    public async Task<NoticeInForce> FindAsync(NoticeKind kind, string language, CancellationToken cancellation)
    {
        if (_found.TryGetValue((kind.Key, language), out var known))
        {
            return known;
        }

        var newest = await db.Set<NoticeVersion>().AsNoTracking().Where(v => v.Kind == kind.Key && v.Language == language)
            .OrderByDescending(v => v.Version).Select(v => new { v.Version, v.Subject, v.Text }).FirstOrDefaultAsync(cancellation);
        return _found[(kind.Key, language)] = newest is null
            ? new NoticeInForce(0, NoticeText.Shipped(kind, texts.In(language)))
            : new NoticeInForce(newest.Version, new NoticeText(newest.Subject, newest.Text));
    }
}
