using System.IO.Compression;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Office files that are zip archives; any other archive is not taken, because nobody sees what is in it.</summary>
internal static class ZipFiles
{
    /// <summary>An office file has hundreds of parts, not tens of thousands.</summary>
    private const int MaxParts = 20_000;

    public static FileKind? Find(Stream file)
    {
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MaxParts)
            {
                return null;
            }

            var names = archive.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
            return names.Contains("[Content_Types].xml") ? OpenXml(names)
                : names.Contains("OFD.xml") ? FileKind.Ofd
                : OpenDocument(archive);
        }
        catch (InvalidDataException)
        {
            // Begins like an archive and is none: not a kind we know.
            return null;
        }
    }

    private static FileKind? OpenXml(HashSet<string> names) =>
        names.Contains("word/document.xml") ? FileKind.Docx
        : names.Contains("xl/workbook.xml") ? FileKind.Xlsx
        : names.Contains("ppt/presentation.xml") ? FileKind.Pptx
        : null;

    private static FileKind? OpenDocument(ZipArchive archive)
    {
        if (archive.GetEntry("mimetype") is not { Length: < 200 } declared)
        {
            return null;
        }

        using var reader = new StreamReader(declared.Open());
        var buffer = new char[200];
        var type = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
        return new[] { FileKind.Odt, FileKind.Ods, FileKind.Odp }.FirstOrDefault(kind => kind.ContentType == type);
    }
}
