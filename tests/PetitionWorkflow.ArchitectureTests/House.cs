using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace PetitionWorkflow.ArchitectureTests;

/// <summary>The compiled house, and walls set wrong on purpose (Wrong/) that every rule must find.</summary>
internal static class House
{
    public static readonly IReadOnlyList<Use> Built = UsesOf("WorkflowRuntime", "WorkflowRuntime.ElsaApi", "PetitionWorkflow", "PetitionWorkflow.Web");

    public static readonly IReadOnlyList<Use> Wrong =
        [.. UsesOf("PetitionWorkflow.ArchitectureTests").Where(u => u.User.Contains(".Wrong", StringComparison.Ordinal))];

    /// <summary>The folder of the solution.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>The source as written: nothing generated, nothing built, nothing fetched (those folders are not even entered).</summary>
    public static IEnumerable<string> SourceFiles(string pattern) => Directory.EnumerateDirectories(Path.Combine(Folder, "src")).SelectMany(f => FilesBelow(f, pattern));

    private static IEnumerable<string> FilesBelow(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Concat(Directory.EnumerateDirectories(folder)
            .Where(f => Path.GetFileName(f) is not ("bin" or "obj" or "node_modules" or "Migrations"))
            .SelectMany(f => FilesBelow(f, pattern)));

    private static List<Use> UsesOf(params string[] assemblies)
    {
        var architecture = new ArchLoader().LoadAssemblies([.. assemblies.Select(a => Assembly.Load(a))]).Build();
        return
        [
            .. from type in architecture.Types
               where assemblies.Contains(type.Assembly.Name.Split(',')[0])
               from dependency in type.Dependencies
               select new Use(type.FullName, dependency.Target.FullName),
        ];
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PetitionWorkflow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The solution's folder was not found.");
        }

        return folder.FullName;
    }
}

/// <summary>One type uses another; both by full name.</summary>
internal sealed record Use(string User, string Used);
