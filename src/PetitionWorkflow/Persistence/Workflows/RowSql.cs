using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>
/// The statements of one kind of the engine's rows, made once from EF's mapping. A burst reads and writes a handful of rows by key;
/// EF's change tracking and command building cost several times what the database does with them.
/// </summary>
internal sealed class RowSql<TRow> where TRow : class
{
    private static readonly ConcurrentDictionary<Type, RowSql<TRow>> Made = new();

    private readonly ConcurrentDictionary<BigInteger, string> _updates = new();
    private readonly List<Column> _columns;
    private readonly string _table;
    private readonly int _token;

    private RowSql(IEntityType type)
    {
        _table = Quote(type.GetTableName()!);
        var key = type.FindPrimaryKey()!.Properties;
        _columns = [.. type.GetProperties().OrderBy(p => key.Contains(p) ? 0 : 1).Select(p => new Column(p))];
        _token = _columns.FindIndex(c => c.Property.IsConcurrencyToken);
        Read = CompileReader();
        var names = string.Join(", ", _columns.Select(c => c.Name));
        Select = $"SELECT {names} FROM {_table} WHERE ";
        Insert = $"INSERT INTO {_table} ({names}) VALUES ({string.Join(", ", _columns.Select((_, i) => Parameter(i)))})";
        Delete = $"DELETE FROM {_table} WHERE {_columns[0].Name} = @p0";
        ByKey = $"{Select}{_columns[0].Name} = @p0";
    }

    /// <summary>Ends with WHERE; the condition's parameters are @p0, @p1…</summary>
    public string Select { get; }

    public string ByKey { get; }

    public string Insert { get; }

    public string Delete { get; }

    public Func<DbDataReader, TRow> Read { get; }

    public static RowSql<TRow> Of(DbContext db) => Made.GetOrAdd(db.GetType(), _ => new RowSql<TRow>(db.Model.FindEntityType(typeof(TRow))!));

    /// <summary>What the columns hold, the key first.</summary>
    public object[] Values(TRow row)
    {
        var values = new object[_columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _columns[i].Get(row) ?? DBNull.Value;
        }

        return values;
    }

    /// <summary>Sets the columns that differ, where the key and the concurrency token are as they were read. Null when nothing differs.</summary>
    public (string Sql, object[] Values)? Update(object[] before, object[] after)
    {
        var changed = Enumerable.Range(1, after.Length - 1).Where(i => !Equals(before[i], after[i])).ToList();
        if (changed.Count == 0)
        {
            return null;
        }

        var sql = _updates.GetOrAdd(changed.Aggregate(BigInteger.Zero, (mask, i) => mask | (BigInteger.One << i)), _ => MakeUpdate(changed));
        var values = changed.Select(i => after[i]).Append(before[0]);
        return (sql, _token < 0 ? [.. values] : [.. values, before[_token]]);
    }

    private string MakeUpdate(List<int> changed)
    {
        var sets = string.Join(", ", changed.Select((column, i) => $"{_columns[column].Name} = {Parameter(i)}"));
        var token = _token < 0 ? "" : $" AND {_columns[_token].Name} = {Parameter(changed.Count + 1)}";
        return $"UPDATE {_table} SET {sets} WHERE {_columns[0].Name} = {Parameter(changed.Count)}{token}";
    }

    private Func<DbDataReader, TRow> CompileReader()
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var values = _columns.Select((column, i) => Expression.Bind(column.Property.PropertyInfo!, column.MakeRead(reader, i)));
        return Expression.Lambda<Func<DbDataReader, TRow>>(Expression.MemberInit(Expression.New(typeof(TRow)), values), reader).Compile();
    }

    private static string Quote(string name) => $"\"{name}\"";

    private static string Parameter(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");

    private sealed class Column
    {
        private readonly Type _type;

        public Column(IProperty property)
        {
            (Property, Name) = (property, Quote(property.GetColumnName()));
            _type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            Get = CompileGet();
        }

        public IProperty Property { get; }

        public string Name { get; }

        /// <summary>The value as the database takes it.</summary>
        public Func<TRow, object?> Get { get; }

        public Expression MakeRead(ParameterExpression reader, int index)
        {
            var at = Expression.Constant(index);
            Expression value = _type switch
            {
                { IsEnum: true } => Expression.Convert(Expression.Call(reader, nameof(DbDataReader.GetInt32), null, at), _type),
                _ when _type == typeof(DateTime) => Expression.Call(((Func<DbDataReader, int, DateTime>)ReadInstant).Method, reader, at),
                _ => Expression.Call(reader, nameof(DbDataReader.GetFieldValue), [_type], at),
            };
            if (Property.ClrType != _type)
            {
                value = Expression.Convert(value, Property.ClrType);
            }

            return Property.IsNullable
                ? Expression.Condition(Expression.Call(reader, nameof(DbDataReader.IsDBNull), null, at), Expression.Default(Property.ClrType), value)
                : value;
        }

        private Func<TRow, object?> CompileGet()
        {
            var row = Expression.Parameter(typeof(TRow));
            var boxed = Expression.Convert(Expression.Property(row, Property.PropertyInfo!), typeof(object));
            var get = Expression.Lambda<Func<TRow, object?>>(boxed, row).Compile();
            if (_type.IsEnum)
            {
                return r => get(r) is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;
            }

            return _type == typeof(DateTime) ? r => get(r) is DateTime instant ? Utc(instant) : null : get;
        }

        private static DateTime ReadInstant(DbDataReader reader, int index) => DateTime.SpecifyKind(reader.GetDateTime(index), DateTimeKind.Utc);

        private static DateTime Utc(DateTime instant) => instant.Kind == DateTimeKind.Utc
            ? instant
            : throw new InvalidOperationException($"An instant must be UTC, got {instant:O} ({instant.Kind}).");
    }
}
