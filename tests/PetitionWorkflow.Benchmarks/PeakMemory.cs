using System.Globalization;

namespace PetitionWorkflow.Benchmarks;

/// <summary>The highest resident memory of a process so far, as Linux counts it.</summary>
internal static class PeakMemory
{
    public static double MiB(int? processId = null)
    {
        var line = File.ReadLines($"/proc/{processId?.ToString(CultureInfo.InvariantCulture) ?? "self"}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
