using System.Diagnostics;

namespace PetitionWorkflow.ArchitectureTests;

/// <summary>What the README promises of its commands, where only the build decides it.</summary>
public sealed class ReadmeCommandTests
{
    [Fact]
    public async Task DotnetRun_WorksInTheFolderWhereItWasTyped()
    {
        Assert.EndsWith("PetitionWorkflow.Web", await RunFolderAsync("-p:EnableDefaultRunWorkingDirectory=true"));
        Assert.Equal("", await RunFolderAsync());
    }

    /// <summary>The folder that <c>dotnet run</c> changes to; empty where it stays.</summary>
    private static async Task<string> RunFolderAsync(params string[] arguments)
    {
        var project = Path.Combine(House.Folder, "src", "PetitionWorkflow.Web", "PetitionWorkflow.Web.csproj");
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-getProperty:RunWorkingDirectory", .. arguments]) { RedirectStandardOutput = true })!;
        var folder = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, build.ExitCode);
        return folder.Trim();
    }
}
