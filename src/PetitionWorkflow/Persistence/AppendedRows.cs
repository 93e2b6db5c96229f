using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using PetitionWorkflow.Persistence.Workflows;

namespace PetitionWorkflow.Persistence;

/// <summary>Rows of one kind that a unit writes and does not look at again.</summary>
internal abstract class AppendedRows
{
    /// <summary>Within the unit's transaction, after the rows that EF keeps.</summary>
    public abstract Task SaveAsync(CancellationToken cancellation);
}

/// <summary>
/// The case history, the ledger of the reminders and the outbox are most of the rows that a unit writes: they go in several at a time, in
/// the order in which things happened, without EF's bookkeeping. Numbers are the database's to give.
/// </summary>
internal sealed class AppendedRows<TRow>(UnitOfWork work) : AppendedRows where TRow : class
{
    private const int RowsPerStatement = 8;

    private static readonly ConditionalWeakTable<IModel, Table> Tables = [];

    private readonly UnitSql _sql = new(work);
    private readonly List<TRow> _waiting = [];

    public void Add(TRow row) => _waiting.Add(row);

    public override async Task SaveAsync(CancellationToken cancellation)
    {
        var table = Tables.GetValue(work.Db.Model, model => new Table(model.FindEntityType(typeof(TRow))!));
        foreach (var rows in _waiting.Chunk(RowsPerStatement))
        {
            await _sql.ExecuteAsync(table.Insert(rows.Length), table.Values(rows), cancellation);
        }

        _waiting.Clear();
    }

    /// <summary>The statements of one kind, made once from EF's mapping.</summary>
    private sealed class Table(IEntityType type)
    {
        private readonly ConcurrentDictionary<int, string> _inserts = new();

        private readonly List<IProperty> _columns = [.. type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never || p.ClrType == typeof(Guid))];

        public string Insert(int rows) => _inserts.GetOrAdd(rows, MakeInsert);

        public object[] Values(TRow[] rows)
        {
            var values = new object[rows.Length * _columns.Count];
            for (var i = 0; i < values.Length; i++)
            {
                var column = _columns[i % _columns.Count];
                values[i] = PlainRow.ValueOf(column, column.GetGetter().GetClrValue(rows[i / _columns.Count]));
            }

            return values;
        }

        private string MakeInsert(int rows)
        {
            var sql = new StringBuilder($"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", _columns.Select(c => $"\"{c.GetColumnName()}\""))}) VALUES ");
            for (var row = 0; row < rows; row++)
            {
                var values = Enumerable.Range(row * _columns.Count, _columns.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
                sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", values).Append(')');
            }

            return sql.ToString();
        }
    }
}
