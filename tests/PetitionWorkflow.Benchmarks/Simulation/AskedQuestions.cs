using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>
/// Every different question that the service asks its database. What it asks about one case must be answered from that case's rows: a plan
/// that reads a unit's or a state's rows instead works in a small office and stands still in a large one.
/// </summary>
internal sealed partial class AskedQuestions : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<string, string[]> _asked = new(StringComparer.Ordinal);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _asked.GetOrAdd(command.CommandText, static (_, c) => [.. c.Parameters.Cast<DbParameter>().Select(p => p.ParameterName)], command);
        return ValueTask.FromResult(result);
    }

    /// <summary>Those that would be slow in a large office, with the step of the plan that makes them so.</summary>
    public IEnumerable<string> FindSlow(SqliteConnection connection)
    {
        foreach (var (question, values) in _asked)
        {
            var ofCases = Tables().Matches(question).Select(m => m.Groups["alias"].Value).Where(alias => AsksForCase(question, alias)).ToHashSet();
            foreach (var step in Plan(connection, question, values).Where(step => IsSlow(step, ofCases)))
            {
                yield return $"a question about a case that reads other cases ({step}): {Spaces().Replace(question, " ")}";
            }
        }
    }

    /// <summary>A case is given, or it is that of the row around a subquery; a join that starts from this table's side reads what it is limited to.</summary>
    private static bool AsksForCase(string question, string alias) =>
        question.Contains($"\"{alias}\".\"PetitionId\" = @", StringComparison.Ordinal) || question.Contains($" = \"{alias}\".\"PetitionId\"", StringComparison.Ordinal);

    private static bool IsSlow(string step, IReadOnlySet<string> ofCases) =>
        Steps().Match(step) is { Success: true } read && ofCases.Contains(read.Groups["alias"].Value) && !Keys().IsMatch(read.Groups["by"].Value);

    private static List<string> Plan(SqliteConnection connection, string question, string[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + question;
        foreach (var name in values)
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    [GeneratedRegex("\"\\w+\" AS \"(?<alias>\\w+)\"")]
    private static partial Regex Tables();

    [GeneratedRegex(@"^(SCAN|SEARCH) (?<alias>\w+)(?<by>.*)")]
    private static partial Regex Steps();

    /// <summary>The case, or a row's own key.</summary>
    [GeneratedRegex(@"\b(\w+Id|Id|rowid)=\?(?<!\b(UnitId|AssigneeId|PersonId|ResponsibleHandlerId)=\?)")]
    private static partial Regex Keys();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
