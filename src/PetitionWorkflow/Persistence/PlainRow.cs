using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace PetitionWorkflow.Persistence;

/// <summary>The statements that write the rows of one entity type, made once from EF's mapping.</summary>
internal sealed class PlainRow
{
    /// <summary>A set of changed columns is one number.</summary>
    private const int MostColumns = 64;

    private static readonly HashSet<Type> Written = [typeof(string), typeof(byte[]), typeof(int), typeof(long), typeof(bool), typeof(DateTime), typeof(DateOnly)];

    private static readonly ConditionalWeakTable<IEntityType, StrongBox<PlainRow?>> Known = [];

    private readonly ConcurrentDictionary<ulong, string> _updates = new();
    private readonly IProperty[] _columns;
    private readonly IProperty[] _given;
    private readonly IProperty[] _where;
    private readonly HashSet<IProperty> _unique;
    private readonly (IProperty[] Properties, IEntityType Principal)[] _references;
    private readonly IEntityType[] _parts;
    private readonly string _table;
    private readonly string _insert;

    private PlainRow(IEntityType type)
    {
        Rank = RankOf(type, []);
        _columns = [.. type.GetProperties()];
        Counted = type.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key] && (key.ClrType == typeof(int) || key.ClrType == typeof(long)) ? key : null;
        _given = [.. _columns.Where(p => p != Counted)];
        _where = [.. type.FindPrimaryKey()!.Properties, .. _columns.Where(p => p.IsConcurrencyToken)];
        _unique = [.. type.GetIndexes().Where(i => i.IsUnique).SelectMany(i => i.Properties), .. type.GetKeys().SelectMany(k => k.Properties)];
        _references = [.. type.GetForeignKeys().Select(f => (f.Properties.ToArray(), f.PrincipalEntityType))];
        _parts = [.. PartsOf(type)];
        _table = $"\"{type.GetTableName()}\"";
        IProperty[] all = [.. _given, .. _parts.SelectMany(OwnColumns)];
        _insert = $"INSERT INTO {_table} ({string.Join(", ", all.Select(Name))}) VALUES ({string.Join(", ", all.Select((_, i) => $"@p{i}"))})";
    }

    /// <summary>
    /// How many types it refers to, one through the other: new rows of a lower rank are written first. Null for types that refer to each
    /// other in a circle: which row comes first depends on the rows.
    /// </summary>
    public int? Rank { get; }

    /// <summary>The key that the database gives, the next number of its table; null where the entity brings its own.</summary>
    public IProperty? Counted { get; }

    /// <summary>Null when rows of this type are EF's to write.</summary>
    public static PlainRow? Of(IEntityType type) => Known.GetValue(type, static t => new StrongBox<PlainRow?>(Make(t))).Value;

    /// <summary>It brings every value itself, but for a counted key, and all its parts, and refers to no row of its own kind.</summary>
    public bool IsPlainInsert(PlainChange change) => IsPlainInsert(change.Entry) && change.Parts.Select(p => p.EntityType).ToHashSet().SetEquals(_parts);

    private bool IsPlainInsert(IUpdateEntry entry) =>
        Rank is not null
        && Array.TrueForAll(_references, r => r.Principal != entry.EntityType || Array.Exists(r.Properties, p => entry.GetCurrentValue(p) is null))
        && (Counted is null || entry.HasTemporaryValue(Counted))
        && Array.TrueForAll(_given, p => p.ValueGenerated == ValueGenerated.Never || (entry.GetCurrentValue(p) is Guid id && id != Guid.Empty && !entry.HasTemporaryValue(p)));

    /// <summary>The order among the other rows does not matter.</summary>
    public bool IsPlainUpdate(IUpdateEntry entry, IReadOnlySet<IEntityType> newTypes) =>
        entry.EntityState == EntityState.Modified
        && Array.Exists(_columns, entry.IsModified)
        && _unique.All(p => !entry.IsModified(p) || entry.GetCurrentValue(p) is null)
        && Array.TrueForAll(_references, r => !newTypes.Contains(r.Principal) || !Array.Exists(r.Properties, entry.IsModified));

    public (string Sql, object[] Values) Insert(PlainChange change)
    {
        var parts = _parts.SelectMany(type => OwnColumns(type).Select(p => (Property: p, Entry: change.Parts.Find(part => part.EntityType == type)!)));
        return (_insert, [.. _given.Select(p => ValueOf(p, change.Entry.GetCurrentValue(p))), .. parts.Select(p => ValueOf(p.Property, p.Entry.GetCurrentValue(p.Property)))]);
    }

    public (string Sql, object[] Values) Update(IUpdateEntry entry)
    {
        var changed = 0UL;
        var values = new List<object>();
        for (var i = 0; i < _columns.Length; i++)
        {
            if (entry.IsModified(_columns[i]))
            {
                changed |= 1UL << i;
                values.Add(ValueOf(_columns[i], entry.GetCurrentValue(_columns[i])));
            }
        }

        values.AddRange(_where.Select(p => ValueOf(p, entry.GetOriginalValue(p))));
        return (_updates.GetOrAdd(changed, MakeUpdate), [.. values]);
    }

    /// <summary>As SQLite takes it.</summary>
    public static object ValueOf(IProperty property, object? value) =>
        (value is null ? null : property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;

    private static PlainRow? Make(IEntityType type)
    {
        var isPlain = !type.IsOwned() && type.BaseType is null && !type.GetDirectlyDerivedTypes().Any() && !type.GetComplexProperties().Any() && !PartsOf(type).Any(part => part.IsMappedToJson())
            && type.FindPrimaryKey() is not null && type.GetTableMappings().Take(2).Count() == 1
            && type.GetProperties().Count() <= MostColumns && type.GetProperties().Concat(PartsOf(type).SelectMany(OwnColumns)).All(IsWritten);
        return isPlain ? new PlainRow(type) : null;
    }

    private static bool IsWritten(IProperty property)
    {
        var stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Written.Contains(Nullable.GetUnderlyingType(stored) ?? stored)
            && property.ValueGenerated is (ValueGenerated.Never or ValueGenerated.OnAdd)
            && !(property.IsConcurrencyToken && property.IsNullable);
    }

    private static int? RankOf(IEntityType type, IReadOnlyCollection<IEntityType> from)
    {
        var rank = 0;
        foreach (var principal in type.GetForeignKeys().Select(f => f.PrincipalEntityType).Where(p => p != type))
        {
            if (from.Contains(principal) || RankOf(principal, [.. from, type]) is not { } below)
            {
                return null;
            }

            rank = Math.Max(rank, below + 1);
        }

        return rank;
    }

    /// <summary>What it owns and keeps in the same row.</summary>
    private static IEnumerable<IEntityType> PartsOf(IEntityType type) =>
        type.GetReferencingForeignKeys().Where(f => f.IsOwnership && f.DeclaringEntityType.GetTableName() == type.GetTableName()).Select(f => f.DeclaringEntityType);

    private static IEnumerable<IProperty> OwnColumns(IEntityType part) => part.GetProperties().Where(p => !p.IsPrimaryKey());

    private static string Name(IProperty property) =>
        $"\"{property.GetColumnName(StoreObjectIdentifier.Create(property.DeclaringType, StoreObjectType.Table)!.Value)}\"";

    private string MakeUpdate(ulong changed)
    {
        var sql = new StringBuilder($"UPDATE {_table} SET ");
        var set = _columns.Where((_, i) => (changed & (1UL << i)) != 0).ToList();
        sql.AppendJoin(", ", set.Select((p, i) => $"{Name(p)} = @p{i}"));
        return sql.Append(" WHERE ").AppendJoin(" AND ", _where.Select((p, i) => $"{Name(p)} = @p{set.Count + i}")).ToString();
    }
}
