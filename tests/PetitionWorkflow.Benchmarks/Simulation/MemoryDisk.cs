namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>
/// Where a year is lived: units of work are killed in it, no power fails, so that nothing has to wait for a disk. On a machine without a
/// memory disk, or with a small one, it is the folder for temporary files; the year is the same, and takes longer.
/// </summary>
internal static class MemoryDisk
{
    private const string Path = "/dev/shm";
    private const long Needed = 6L << 30;

    public static DirectoryInfo NewFolder(string prefix) => Directory.Exists(Path) && new DriveInfo(Path).AvailableFreeSpace > Needed
        ? Directory.CreateDirectory(System.IO.Path.Combine(Path, prefix + Guid.NewGuid().ToString("n")))
        : Directory.CreateTempSubdirectory(prefix);
}
