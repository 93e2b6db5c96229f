using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Persistence;

/// <summary>What a database's exception says of the database itself, and not of what was to be written.</summary>
internal static class DatabaseFaults
{
    /// <summary>It will pass, or somebody has to see to the database; the same words may be written then.</summary>
    public static bool IsItsOwn(DbException fault) => fault.IsTransient
        // Busy, locked, read-only, input and output, full, not to be opened: SQLite's driver calls nothing transient.
        || fault is SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 };
}
