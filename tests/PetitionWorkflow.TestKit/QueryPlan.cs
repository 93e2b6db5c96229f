using Microsoft.EntityFrameworkCore;

namespace PetitionWorkflow.TestKit;

/// <summary>How SQLite would answer a question: the lines of its EXPLAIN QUERY PLAN.</summary>
public static class QueryPlan
{
    public static async Task<string> OfAsync<T>(DbContext db, IQueryable<T> question, CancellationToken cancellation)
    {
        await using var command = question.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await db.Database.OpenConnectionAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join("; ", lines);
    }
}
