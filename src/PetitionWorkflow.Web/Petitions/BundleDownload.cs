using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>A package made on disk first: one that cannot be finished is an error page, not half a file. It is gone with its handle.</summary>
internal static class BundleDownload
{
    public static async Task<Stream> MakeAsync(HttpResponse response, StorageOptions storage, Func<Stream, Task> write)
    {
        var path = Path.Combine(storage.Folder("bundles"), Guid.NewGuid().ToString("N"));
        var content = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        response.RegisterForDisposeAsync(content);
        await write(content);
        content.Position = 0;
        return content;
    }
}
