using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// A question that nearly every unit of work asks. EF takes an expression apart each time it is asked, to find out that it knows it, and
/// that costs more than the answer of an embedded database; this one is translated once.
/// </summary>
/// <param name="question">May use nothing but its two arguments.</param>
public sealed class KeptQuery<TKey, TRow>(Expression<Func<PetitionDbContext, TKey, IQueryable<TRow>>> question)
{
    /// <summary>A translation is one for a model: each database has its own, and in the tests each service.</summary>
    private readonly ConditionalWeakTable<IModel, Func<PetitionDbContext, TKey, IAsyncEnumerable<TRow>>> _translated = [];

    public async Task<List<TRow>> ListAsync(PetitionDbContext db, TKey key, CancellationToken cancellation)
    {
        var rows = new List<TRow>();
        await foreach (var row in Ask(db, key).WithCancellation(cancellation))
        {
            rows.Add(row);
        }

        return rows;
    }

    public async Task<TRow?> FirstAsync(PetitionDbContext db, TKey key, CancellationToken cancellation)
    {
        await foreach (var row in Ask(db, key).WithCancellation(cancellation))
        {
            return row;
        }

        return default;
    }

    public async Task<bool> AnyAsync(PetitionDbContext db, TKey key, CancellationToken cancellation)
    {
        await foreach (var _ in Ask(db, key).WithCancellation(cancellation))
        {
            return true;
        }

        return false;
    }

    private IAsyncEnumerable<TRow> Ask(PetitionDbContext db, TKey key) => _translated.GetValue(db.Model, _ => EF.CompileAsyncQuery(question))(db, key);
}
