using System.Reflection;

namespace PetitionWorkflow.Benchmarks.Service;

/// <summary>Where the web project's own build lies.</summary>
internal static class BuiltProgram
{
    public static string Folder { get; } =
        typeof(BuiltProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProgramFolder").Value!;
}
