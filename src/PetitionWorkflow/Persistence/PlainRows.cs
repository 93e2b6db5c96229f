using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// Changed rows that can be written one after the other with nothing to work out: first those that are changed, then those that are new,
/// each after those that it refers to. Everything else is EF's: deletions, a change of a part that shares its owner's row, and changes whose
/// order matters because one takes a unique value, or refers to a new row.
/// </summary>
internal static class PlainRows
{
    /// <summary>In the order in which they are to be written; null when one of them is not plain.</summary>
    public static IReadOnlyList<PlainChange>? InOrder(IList<IUpdateEntry> entries)
    {
        var (changed, added, parts) = (new List<PlainChange>(), new List<PlainChange>(), new List<IUpdateEntry>());
        foreach (var entry in entries)
        {
            if (entry.SharedIdentityEntry is not null)
            {
                return null;
            }

            if (entry.EntityType.IsOwned())
            {
                parts.Add(entry);
            }
            else if (PlainRow.Of(entry.EntityType) is { } row)
            {
                (entry.EntityState == EntityState.Added ? added : changed).Add(new PlainChange(entry, row));
            }
            else
            {
                return null;
            }
        }

        var newTypes = added.Select(a => a.Entry.EntityType).ToHashSet();
        var isPlain = parts.TrueForAll(part => added.Exists(a => a.Takes(part)))
            && added.TrueForAll(a => a.Row.IsPlainInsert(a))
            && changed.TrueForAll(c => c.Row.IsPlainUpdate(c.Entry, newTypes));
        return isPlain ? [.. changed, .. added.OrderBy(a => a.Row.Rank)] : null;
    }
}

/// <summary>A row to write.</summary>
internal sealed record PlainChange(IUpdateEntry Entry, PlainRow Row)
{
    /// <summary>What belongs to it and stands in the same row, with it.</summary>
    public List<IUpdateEntry> Parts { get; } = [];

    /// <summary>True when the part is this new row's, which has it from now on.</summary>
    public bool Takes(IUpdateEntry part)
    {
        var ownership = part.EntityType.FindOwnership()!;
        var isMine = part.EntityState == EntityState.Added && ownership.PrincipalEntityType == Entry.EntityType
            && ownership.Properties.Zip(ownership.PrincipalKey.Properties).All(k => Equals(part.GetCurrentValue(k.First), Entry.GetCurrentValue(k.Second)));
        if (isMine)
        {
            Parts.Add(part);
        }

        return isMine;
    }
}
