using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.TestKit.Programs;

/// <summary>A data folder in which the real program is started, killed and started again, each time as a process of its own.</summary>
public sealed class ProgramFolder : IDisposable
{
    private readonly string _program;
    private readonly Dictionary<string, string> _settings = new()
    {
        ["Demo__Enabled"] = "true",
        ["Logging__LogLevel__Default"] = "Warning",
        [ListeningLine.Setting] = "Information",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petition-program-");

    /// <param name="programFolder">Where the built web project lies; beside the tests when null.</param>
    public ProgramFolder(string? programFolder = null) => _program = Path.Combine(programFolder ?? AppContext.BaseDirectory, "PetitionWorkflow.Web.dll");

    public string DatabaseFile => Path.Combine(_folder.FullName, "data", "petitions.db");

    public string MailFolder => Path.Combine(_folder.FullName, "data", "mail");

    /// <summary>A setting as an environment variable, <c>Import__BatchSize</c>.</summary>
    public ProgramFolder With(string setting, string value)
    {
        _settings[setting] = value;
        return this;
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Starts a command, or the service when there are no arguments, and does not wait for anything.</summary>
    public RunningProgram Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [_program, .. arguments.Length == 0 ? ["--urls", ListeningLine.AnyPort] : arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Starts the service and waits until it answers.</summary>
    public async Task<RunningProgram> ServeAsync(CancellationToken cancellation)
    {
        var program = Start();
        await program.WaitUntilReadyAsync(cancellation);
        return program;
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var program = Start(arguments);
        return await program.WaitForEndAsync(cancellation);
    }

    /// <summary>The rows of a query, asked without the service; null while there is no database yet.</summary>
    public List<object[]>? Query(string sql)
    {
        if (!File.Exists(DatabaseFile))
        {
            return null;
        }

        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            using var reader = command.ExecuteReader();
            var rows = new List<object[]>();
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }

            return rows;
        }
        catch (SqliteException notYet) when (notYet.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>The one number that a query gives; 0 while there is no database yet.</summary>
    public long Number(string sql) => Query(sql) is [[var value, ..], ..] && value is not DBNull ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : 0;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
