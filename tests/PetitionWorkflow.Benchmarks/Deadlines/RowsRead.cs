using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PetitionWorkflow.Benchmarks.Deadlines;

/// <summary>Counts the statements of EF and the rows that came back.</summary>
internal sealed class RowsRead : DbCommandInterceptor
{
    private int _rows;
    private int _statements;

    public int Rows => _rows;

    public int Statements => _statements;

    public void Forget() => _rows = _statements = 0;

    public override ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
    {
        Interlocked.Add(ref _rows, eventData.ReadCount);
        Interlocked.Increment(ref _statements);
        return base.DataReaderClosingAsync(command, eventData, result);
    }
}
