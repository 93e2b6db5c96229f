using System.Globalization;

namespace PetitionWorkflow.Benchmarks;

/// <summary>The highest resident memory of a process so far, as Linux counts it.</summary>
internal static class PeakMemory
{
    public static double MiB(int? processId = null) => Read("VmHWM:", processId);

    /// <summary>The resident memory at this moment.</summary>
    public static double NowMiB(int? processId = null) => Read("VmRSS:", processId);

    /// <summary>What of it is the process's own: the rest are pages of program files, which the system may drop and read again.</summary>
    public static double OwnMiB(int processId) => Read("RssAnon:", processId) + Read("RssShmem:", processId);

    private static double Read(string name, int? processId)
    {
        var line = File.ReadLines($"/proc/{processId?.ToString(CultureInfo.InvariantCulture) ?? "self"}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
