namespace PetitionWorkflow.Persistence;

/// <summary>One process at a time migrates a SQLite file: a lock file beside it, held by the operating system.</summary>
internal static class SqliteFileLock
{
    public static async Task<IDisposable> TakeAsync(string databaseFile, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(databaseFile + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(databaseFile + ".migrating"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            }
        }
    }
}
