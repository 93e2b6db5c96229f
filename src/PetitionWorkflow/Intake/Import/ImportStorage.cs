using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>Uploaded files until their run is over. They hold personal data and are deleted then.</summary>
public sealed class ImportStorage(IOptions<StorageOptions> storage)
{
    public string PathOf(Guid runId) => Path.Combine(storage.Value.Folder("imports"), runId.ToString("N") + ".csv");

    /// <returns>The file's hash and length. The file is complete on disk before a run refers to it.</returns>
    public async Task<(string Sha256, long Size)> SaveAsync(Guid runId, Stream content, CancellationToken cancellation)
    {
        var path = PathOf(runId);
        await using (var file = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None, 128 * 1024, FileOptions.Asynchronous))
        {
            await content.CopyToAsync(file, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".part", path, overwrite: true);
        return await HashAsync(path, cancellation);
    }

    public static async Task<(string Sha256, long Size)> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)), file.Length);
    }

    public void Delete(Guid runId) => File.Delete(PathOf(runId));
}
