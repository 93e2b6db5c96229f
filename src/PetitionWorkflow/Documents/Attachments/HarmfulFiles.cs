using System.IO.Compression;
using System.Text;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>
/// What is of a kind that is taken and is refused all the same: macros, which run on whoever opens the file, the string by which
/// scanners are tested, and an archive in which nobody can look for either. It replaces no scanner.
/// </summary>
internal static class HarmfulFiles
{
    private const int Chunk = 64 * 1024;
    private const string Macros = "attachment-with-macros", Malware = "attachment-malware", Damaged = "attachment-damaged";

    /// <summary>The EICAR test string, in two halves: whole, it would have this very program set aside.</summary>
    private static readonly byte[] TestString = Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

    private static readonly byte[] OldMacros = Encoding.Unicode.GetBytes("_VBA_PROJECT");

    /// <summary>The code of the refusal; null when nothing was found.</summary>
    /// <param name="file">Seekable; read from its beginning.</param>
    /// <param name="kind">What its bytes say it is.</param>
    public static string? Find(Stream file, FileKind kind)
    {
        file.Position = 0;
        if (Contains(file, TestString))
        {
            return Malware;
        }

        file.Position = 0;
        if (kind == FileKind.Doc || kind == FileKind.Xls || kind == FileKind.Ppt)
        {
            return Contains(file, OldMacros) ? Macros : null;
        }

        return kind == FileKind.Docx || kind == FileKind.Xlsx || kind == FileKind.Pptx || kind == FileKind.Odt || kind == FileKind.Ods || kind == FileKind.Odp || kind == FileKind.Ofd
            ? InPartsOrDamaged(file)
            : null;
    }

    /// <summary>A directory that is sound says nothing of the parts: what cannot be unpacked cannot be looked into, and is refused with that reason.</summary>
    private static string? InPartsOrDamaged(Stream file)
    {
        try
        {
            return InParts(file);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            return Damaged;
        }
    }

    private static string? InParts(Stream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in archive.Entries)
        {
            if (part.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || part.FullName.StartsWith("Basic/", StringComparison.Ordinal))
            {
                return Macros;
            }

            using var bytes = part.Open();
            var head = new byte[TestString.Length];
            if (bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(TestString))
            {
                return Malware;
            }
        }

        return null;
    }

    /// <summary>Reads by pieces that overlap, so that nothing hides between two of them.</summary>
    private static bool Contains(Stream file, ReadOnlySpan<byte> wanted)
    {
        var buffer = new byte[Chunk + wanted.Length];
        var kept = 0;
        int read;
        while ((read = file.ReadAtLeast(buffer.AsSpan(kept), Chunk, throwOnEndOfStream: false)) > 0)
        {
            var seen = buffer.AsSpan(0, kept + read);
            if (seen.IndexOf(wanted) >= 0)
            {
                return true;
            }

            kept = Math.Min(wanted.Length - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
