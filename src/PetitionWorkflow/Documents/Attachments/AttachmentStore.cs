using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>
/// The bytes of all attachments, each file named by its SHA-256 under <c>Storage:Root/attachments</c>. Bytes are on disk before the
/// transaction that refers to them commits: a crash leaves at worst a file that nobody refers to, never a row without its file.
/// </summary>
public sealed class AttachmentStore(IOptions<StorageOptions> storage, AttachmentRules rules, VirusScanner scanner)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Takes a file in: cleans its name, limits its size, finds its kind, has it scanned, and keeps its bytes.</summary>
    public async Task<Result<StoredFile>> SaveAsync(string? givenName, Stream content, CancellationToken cancellation)
    {
        if (FileNames.Clean(givenName) is not { } name)
        {
            return new Refusal("attachment-name-invalid") { Field = AttachmentRules.Field };
        }

        var arriving = Path.Combine(storage.Value.Folder(Path.Combine("attachments", "arriving")), Guid.NewGuid().ToString("N"));
        try
        {
            return await ReceiveAsync(name, content, arriving, cancellation);
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    /// <exception cref="FileNotFoundException">The file was removed from the disk by somebody else.</exception>
    public Stream Open(string sha256) =>
        new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);

    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Every stored file with the moment it was last handed in.</summary>
    internal IEnumerable<(string Sha256, DateTime LastGiven, string Path)> Files() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path).Length == 64)
            .Select(path => (Path.GetFileName(path), File.GetLastWriteTimeUtc(path), path));

    private string Root => storage.Value.Folder("attachments");

    private async Task<Result<StoredFile>> ReceiveAsync(string name, Stream content, string arriving, CancellationToken cancellation)
    {
        await using var file = new FileStream(arriving, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.Asynchronous);
        if (await CopyAsync(content, file, cancellation) is not { } sha256)
        {
            return rules.TooLarge(name);
        }

        if (file.Length == 0)
        {
            return new Refusal("attachment-empty", name) { Field = AttachmentRules.Field };
        }

        if (FileSignatures.Find(file) is not { } kind || !kind.Fits(name))
        {
            var known = FileKind.AllEndings.Contains(Path.GetExtension(name));
            return new Refusal(known ? "attachment-not-what-it-says" : "attachment-kind-not-taken", name) { Field = AttachmentRules.Field };
        }

        if (HarmfulFiles.Find(file, kind) is { } harm)
        {
            return new Refusal(harm, name) { Field = AttachmentRules.Field };
        }

        if (await scanner.FindAsync(name, file, cancellation) is { } found)
        {
            return found;
        }

        file.Flush(flushToDisk: true);
        var stored = new StoredFile(name, kind.ContentType, file.Length, sha256);
        await file.DisposeAsync();
        Keep(arriving, sha256);
        return stored;
    }

    /// <returns>The hash, or null when there is more than is allowed.</returns>
    private async Task<string?> CopyAsync(Stream from, FileStream to, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, cancellation)) > 0)
            {
                if (to.Position + read > rules.MaxBytes)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Keep(string arriving, string sha256)
    {
        var path = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // The same bytes again: overwriting is harmless, and the fresh time keeps the sweep away until the transaction is through.
        File.Move(arriving, path, overwrite: true);
    }

    private string PathOf(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));
        }

        return Path.Combine(Root, sha256[..2], sha256);
    }
}
