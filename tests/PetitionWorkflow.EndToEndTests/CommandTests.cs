using System.Net;
using System.Net.Sockets;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>What the program answers on a terminal when it does not serve.</summary>
public sealed class CommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Help_ListsTheCommands_AndPreparesNothing()
    {
        using var folder = new ProgramFolder();

        var (exitCode, text) = await folder.RunAsync(Cancellation, "--help");

        Assert.True(exitCode == 0, text);
        Assert.Contains("import FILE [--dry-run]", text, StringComparison.Ordinal);
        Assert.Contains("create-admin", text, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.DatabaseFile), "Nothing was to be made for a list of commands.");
    }

    [Fact]
    public async Task Import_OfAFileWithBadRows_SaysTheirLinesInTheReadersLanguage_AndOfNoFile2()
    {
        using var folder = new ProgramFolder().With("LANG", "zh_CN.UTF-8").With("LC_ALL", "zh_CN.UTF-8");
        var file = folder.Write("a.csv", "subject,text,sent_at\n,没有主题,2026-01-05\n有主题,有内容,2026-02-30\n路灯不亮,三周不亮,2026-01-05\n");

        var (exitCode, text) = await folder.RunAsync(Cancellation, "import", file);

        Assert.True(exitCode == 0, text);
        Assert.Contains("line 2: 缺少主题", text, StringComparison.Ordinal);
        Assert.Contains("line 3: “2026-02-30”", text, StringComparison.Ordinal);
        Assert.Contains("accepted: 1", text, StringComparison.Ordinal);
        Assert.Contains("rejected: 2", text, StringComparison.Ordinal);
        Assert.Equal(2, (await folder.RunAsync(Cancellation, "import", file + ".none")).ExitCode);
    }

    [Fact]
    public async Task Serve_OnAnAddressThatIsTaken_SaysSoAndEnds()
    {
        using var folder = new ProgramFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (exitCode, text) = await folder.RunAsync(Cancellation, "--urls", address);

        Assert.Equal(1, exitCode);
        Assert.Contains("--urls http://localhost:5081", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("doctor")]
    public async Task Start_OnAFileThatIsNoDatabase_SaysSo_AndLeavesItAsItIs(params string[] arguments)
    {
        using var folder = new ProgramFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(folder.DatabaseFile)!);
        var content = string.Concat(Enumerable.Repeat("This is no database. ", 500));
        await File.WriteAllTextAsync(folder.DatabaseFile, content, Cancellation);

        var (exitCode, text) = await folder.RunAsync(Cancellation, arguments.Length == 0 ? ["--urls", "http://127.0.0.1:0"] : arguments);

        Assert.Equal(1, exitCode);
        Assert.Contains("The database cannot be used", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", text, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(folder.DatabaseFile, Cancellation));
    }
}
