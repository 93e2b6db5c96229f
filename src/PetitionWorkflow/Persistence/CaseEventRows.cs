using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using PetitionWorkflow.Persistence.Workflows;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// The case history is half of the rows that a unit writes, and none of them is ever changed: they go in several at a time, in the
/// order in which things happened, without EF's bookkeeping. The database numbers them.
/// </summary>
internal sealed class CaseEventRows(UnitOfWork work)
{
    private const int RowsPerStatement = 8;

    private readonly UnitSql _sql = new(work);
    private readonly List<CaseEvent> _waiting = [];

    public void Add(CaseEvent happened) => _waiting.Add(happened);

    /// <summary>Within the unit's transaction, after the rows of the cases themselves.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        var type = work.Db.Model.FindEntityType(typeof(CaseEvent))!;
        var columns = type.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).ToList();
        foreach (var rows in _waiting.Chunk(RowsPerStatement))
        {
            await _sql.ExecuteAsync(Insert(type, columns, rows.Length), [.. rows.SelectMany(row => columns.Select(column => ValueOf(column, row)))], cancellation);
        }

        _waiting.Clear();
    }

    private static string Insert(IEntityType type, List<IProperty> columns, int rows)
    {
        var sql = new StringBuilder($"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""))}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            var first = row * columns.Count;
            var values = Enumerable.Range(first, columns.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
            sql.Append(row == 0 ? "(" : ", (").AppendJoin(", ", values).Append(')');
        }

        return sql.ToString();
    }

    /// <summary>As the database takes it.</summary>
    private static object ValueOf(IProperty column, CaseEvent row)
    {
        var value = column.GetGetter().GetClrValue(row);
        return (value is null ? null : column.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
    }
}
