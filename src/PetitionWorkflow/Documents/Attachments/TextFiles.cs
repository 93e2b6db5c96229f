using System.Text;
using UtfUnknown;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Plain text of any usual encoding: no zero bytes and no control characters but line ends and tabs.</summary>
internal static class TextFiles
{
    private const int Sample = 256 * 1024;

    public static bool HasMark(ReadOnlySpan<byte> start) =>
        start.StartsWith(Encoding.Unicode.Preamble) || start.StartsWith(Encoding.BigEndianUnicode.Preamble) || start.StartsWith(Encoding.UTF8.Preamble);

    public static bool IsText(Stream file)
    {
        file.Position = 0;
        var bytes = new byte[(int)Math.Min(Sample, file.Length)];
        file.ReadExactly(bytes);
        if (bytes.Length == 0)
        {
            return false;
        }

        var wide = bytes.AsSpan().StartsWith(Encoding.Unicode.Preamble) || bytes.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble);
        return wide ? !HasControls(Decode(bytes)) : !bytes.Any(IsControl) && CharsetDetector.DetectFromBytes(bytes).Detected is not null;
    }

    private static string Decode(byte[] bytes) =>
        (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, (bytes.Length - 2) & ~1);

    private static bool HasControls(string text) => text.Any(letter => letter < ' ' && IsControl((byte)letter));

    private static bool IsControl(byte value) => value is < 0x20 and not (0x09 or 0x0A or 0x0C or 0x0D) or 0x7F;
}
