using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>The definitions in a zip archive and in the archives inside it. What it unpacks to is counted as a whole.</summary>
internal sealed class DefinitionArchive
{
    private const int MaxUnpacked = 50 * 1024 * 1024, MaxFiles = 500;

    private readonly List<WorkflowDefinition> _definitions = [];
    private int _bytes = MaxUnpacked, _files = MaxFiles;

    public static async Task<IReadOnlyList<WorkflowDefinition>> ReadAsync(byte[] data, CancellationToken cancellationToken)
    {
        var archive = new DefinitionArchive();
        try
        {
            await archive.UnpackAsync(data, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.UnreadableFile("*.zip", e.Message));
        }

        return archive._definitions;
    }

    private async Task UnpackAsync(byte[] data, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(new MemoryStream(data), ZipArchiveMode.Read);
        _files -= zip.Entries.Count;
        if (_files < 0)
            throw TooLarge();
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)))
        {
            if (Ends(entry, ".json"))
                _definitions.Add(DefinitionReader.Read(entry.Name, await ReadEntryAsync(entry, cancellationToken)));
            else if (Ends(entry, ".zip"))
                await UnpackAsync(await ReadEntryAsync(entry, cancellationToken), cancellationToken);
        }
    }

    private static bool Ends(ZipArchiveEntry entry, string ending) => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>The size that the archive claims is not believed: what comes out is counted.</summary>
    private async Task<byte[]> ReadEntryAsync(ZipArchiveEntry entry, CancellationToken cancellationToken)
    {
        await using var stream = await entry.OpenAsync(cancellationToken);
        try
        {
            var data = await ElsaBody.ReadBytesAsync(stream, cancellationToken, Math.Min(ElsaBody.MaxBytes, _bytes));
            _bytes -= data.Length;
            return data;
        }
        catch (ElsaRefusedException tooLarge) when (tooLarge.Status == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
    }

    private static ElsaRefusedException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, ElsaTexts.ArchiveTooLarge());
}
