using System.Text;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Finds out what a file is from its bytes. What nobody here knows is not taken.</summary>
internal static class FileSignatures
{
    private const int HeadLength = 4096;

    private static readonly (byte[] Start, FileKind Kind)[] Starts =
    [
        ("%PDF-"u8.ToArray(), FileKind.Pdf),
        ([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], FileKind.Png),
        ([0xFF, 0xD8, 0xFF], FileKind.Jpeg),
        ("GIF87a"u8.ToArray(), FileKind.Gif),
        ("GIF89a"u8.ToArray(), FileKind.Gif),
        ([.. "II"u8, 0x2A, 0], FileKind.Tiff),
        ([.. "MM"u8, 0, 0x2A], FileKind.Tiff),
        ("#!AMR"u8.ToArray(), FileKind.Amr),
        ("OggS"u8.ToArray(), FileKind.Ogg),
        ("ID3"u8.ToArray(), FileKind.Mp3),
        ([0xFF, 0xF1], FileKind.Aac),
        ([0xFF, 0xF9], FileKind.Aac),
        ([0xFF, 0xFB], FileKind.Mp3),
        ([0xFF, 0xF3], FileKind.Mp3),
        ([0xFF, 0xF2], FileKind.Mp3),
        ([0x1A, 0x45, 0xDF, 0xA3], FileKind.Webm),
    ];

    private static readonly byte[] Zip = [.. "PK"u8, 3, 4];
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <param name="file">Seekable; read from its beginning.</param>
    public static FileKind? Find(Stream file)
    {
        file.Position = 0;
        var head = new byte[HeadLength];
        var length = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        var start = head.AsSpan(0, length);

        // A byte order mark looks like nothing else, yet UTF-16 shares its first byte with MPEG audio.
        if (TextFiles.HasMark(start))
        {
            return TextFiles.IsText(file) ? FileKind.Text : null;
        }

        foreach (var (bytes, kind) in Starts)
        {
            if (start.StartsWith(bytes))
            {
                return kind;
            }
        }

        return start.StartsWith(Zip) ? ZipFiles.Find(file)
            : start.StartsWith(Ole) ? OleFiles.Find(file)
            : Container(start) ?? (IsBitmap(start, file.Length) ? FileKind.Bmp : TextFiles.IsText(file) ? FileKind.Text : null);
    }

    /// <summary>RIFF and ISO base media files say what they carry some bytes after their start.</summary>
    private static FileKind? Container(ReadOnlySpan<byte> start)
    {
        if (start.Length < 12)
        {
            return null;
        }

        var brand = Encoding.ASCII.GetString(start.Slice(8, 4));
        if (start.StartsWith("RIFF"u8))
        {
            return brand switch { "WAVE" => FileKind.Wav, "WEBP" => FileKind.Webp, "AVI " => FileKind.Avi, _ => null };
        }

        return start.Slice(4, 4).SequenceEqual("ftyp"u8)
            ? brand switch
            {
                "heic" or "heix" or "mif1" or "msf1" or "hevc" => FileKind.Heic,
                "qt  " => FileKind.Mov,
                "M4A " or "M4B " => FileKind.M4a,
                _ when brand.StartsWith("3g", StringComparison.Ordinal) => FileKind.ThreeGp,
                _ => FileKind.Mp4,
            }
            : null;
    }

    /// <summary>Two letters alone would be any text that begins with BM: the header also states the file's length.</summary>
    private static bool IsBitmap(ReadOnlySpan<byte> start, long length) =>
        start.Length > 14 && start.StartsWith("BM"u8) && BitConverter.ToUInt32(start[2..6]) == length;
}
