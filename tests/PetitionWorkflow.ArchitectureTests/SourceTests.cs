using System.Text.RegularExpressions;

namespace PetitionWorkflow.ArchitectureTests;

/// <summary>Rules on the text of the source: sizes and names.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;

    private static readonly IReadOnlyList<(string Path, string[] Lines)> Files =
    [
        .. Directory.EnumerateFiles(Path.Combine(House.Folder, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(p => !GeneratedOrBuilt().IsMatch(p.Replace('\\', '/')))
            .Select(p => (Path.GetRelativePath(House.Folder, p), File.ReadAllLines(p))),
    ];

    [Fact]
    public void Files_HaveAtMost400Lines()
    {
        Assert.True(IsTooLong(new string[MaxLines + 1]));
        Assert.Empty(Files.Where(f => IsTooLong(f.Lines)).Select(f => $"{f.Path}: {f.Lines.Length}"));
    }

    [Fact]
    public void Classes_AreSealedUnlessAbstractOrStatic()
    {
        Assert.NotEmpty(OpenClasses(["public class Open", "{"]));
        Assert.Empty(OpenClasses(["public sealed class Closed", "public static partial class Extensions", "internal abstract record Base;"]));
        Assert.Empty(Files.SelectMany(f => OpenClasses(f.Lines).Select(line => $"{f.Path}: {line.Trim()}")));
    }

    [Fact]
    public void Names_SayWhatTheThingIs()
    {
        Assert.NotEmpty(EmptyNames(["internal sealed class PetitionHelper"]));
        Assert.NotEmpty(EmptyNames(["public static class StringUtil"]));
        Assert.Empty(Files.SelectMany(f => EmptyNames(f.Lines).Select(line => $"{f.Path}: {line.Trim()}")));
    }

    private static bool IsTooLong(string[] lines) => lines.Length > MaxLines;

    private static IEnumerable<string> OpenClasses(string[] lines) => lines.Where(l => OpenClass().IsMatch(l));

    private static IEnumerable<string> EmptyNames(string[] lines) => lines.Where(l => EmptyName().IsMatch(l));

    [GeneratedRegex(@"^\s*(public|internal|private|protected|file)?\s*(?!.*\b(sealed|abstract|static|delegate|struct)\b)(partial\s+)?(class|record)\s+\w+")]
    private static partial Regex OpenClass();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+\w*(?<!Tag)(Helper|Helpers|Manager|Util|Utils|Utility)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"/(obj|bin|node_modules|Migrations/(Sqlite|PostgreSql))/")]
    private static partial Regex GeneratedOrBuilt();
}
