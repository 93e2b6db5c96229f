using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// Writes the changed rows of a unit of work as compiled statements. EF sorts, batches and words its commands anew for every save, which
/// costs an embedded database more than the rows; it still finds what has changed, and still writes what is not plain (<see cref="PlainRows"/>).
/// </summary>
internal sealed class SqliteDatabase(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational) : RelationalDatabase(dependencies, relational)
{
    private readonly IRelationalConnection _connection = relational.Connection;

    /// <exception cref="DbUpdateException">The database refused a row.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Another writer was faster.</exception>
    public override Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        // What begins no transaction of its own is a unit of work's.
        var statements = NativeStatements.Of((SqliteConnection)_connection.DbConnection);
        if (!statements.IsInTransaction || PlainRows.InOrder(entries) is not { } rows)
        {
            return base.SaveChangesAsync(entries, cancellationToken);
        }

        foreach (var row in rows)
        {
            Write(statements, row);
        }

        return Task.FromResult(entries.Count);
    }

    private static void Write(NativeStatements statements, PlainChange change)
    {
        var (entry, row) = change;
        var isNew = entry.EntityState == EntityState.Added;
        var (sql, values) = isNew ? row.Insert(change) : row.Update(entry);
        int changed;
        try
        {
            changed = statements.Execute(sql, values);
        }
        catch (SqliteException refused)
        {
            throw new DbUpdateException($"The database refused a row of {entry.EntityType.DisplayName()}.", refused, [entry]);
        }

        if (changed != 1)
        {
            throw new DbUpdateConcurrencyException($"A row of {entry.EntityType.DisplayName()} has been changed by another writer.", [entry]);
        }

        if (isNew && row.Counted is { } key)
        {
            entry.SetStoreGeneratedValue(key, Convert.ChangeType(statements.LastNumber, key.ClrType, CultureInfo.InvariantCulture));
        }
    }
}
