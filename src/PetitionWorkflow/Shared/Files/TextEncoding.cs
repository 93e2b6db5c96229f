using System.Text;
using UtfUnknown;

namespace PetitionWorkflow.Shared.Files;

/// <summary>Finds a file's encoding from its beginning, and refuses what is no text.</summary>
public static class TextEncoding
{
    private const int SampleSize = 256 * 1024;

    /// <summary>Below it the detector is guessing.</summary>
    private const float MinConfidence = 0.5f;

    private static readonly byte[][] Archives = [[0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0]];

    /// <param name="file">Seekable; left at its beginning.</param>
    public static async Task<Result<Encoding>> DetectAsync(Stream file, CancellationToken cancellation)
    {
        var sample = new byte[(int)Math.Min(SampleSize, file.Length)];
        await file.ReadExactlyAsync(sample, cancellation);
        file.Position = 0;
        return Of(sample, isWhole: file.Length <= SampleSize);
    }

    /// <summary>The whole of a small file, without its byte order mark.</summary>
    public static async Task<Result<string>> ReadAsync(Stream file, CancellationToken cancellation)
    {
        var encoding = await DetectAsync(file, cancellation);
        if (encoding.Refusal is { } refusal)
        {
            return refusal;
        }

        using var reader = new StreamReader(file, encoding.Value, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static Result<Encoding> Of(byte[] sample, bool isWhole)
    {
        if (sample.Length == 0)
        {
            return new Refusal("import-empty");
        }

        if (Archives.Any(start => sample.AsSpan().StartsWith(start)))
        {
            return new Refusal("import-is-workbook");
        }

        var found = Wide(sample) ?? (IsUtf8(sample, isWhole) ? new UTF8Encoding(false) : Guess(sample));
        return found is not null && IsText(found.GetString(sample)) ? found : new Refusal("import-no-text");
    }

    /// <summary>UTF-16 by its mark, or by every second byte being zero as in headings of ASCII letters.</summary>
    private static Encoding? Wide(byte[] sample)
    {
        if (sample.Length < 4 || sample.AsSpan().StartsWith(Encoding.Unicode.Preamble) || sample.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return sample.Length < 2 ? null : sample[0] == 0xFF ? Encoding.Unicode : sample[0] == 0xFE ? Encoding.BigEndianUnicode : null;
        }

        return (sample[0], sample[1], sample[2], sample[3]) switch
        {
            (not 0, 0, not 0, 0) => Encoding.Unicode,
            (0, not 0, 0, not 0) => Encoding.BigEndianUnicode,
            _ => null,
        };
    }

    /// <summary>A few broken characters do not make it another encoding: their rows are rejected one by one.</summary>
    private static bool IsUtf8(byte[] sample, bool isWhole)
    {
        var (multiByte, broken) = (0, 0);
        for (var rest = sample.AsSpan(); rest.Length > 0;)
        {
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            multiByte += status == System.Buffers.OperationStatus.Done && length > 1 ? 1 : 0;
            broken += status == System.Buffers.OperationStatus.InvalidData || (status == System.Buffers.OperationStatus.NeedMoreData && isWhole) ? 1 : 0;
            rest = rest[length..];
        }

        return broken == 0 || multiByte > broken * 50;
    }

    private static Encoding? Guess(byte[] sample)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var details = CharsetDetector.DetectFromBytes(sample).Details;
        foreach (var detail in details.Where(d => d.Confidence >= MinConfidence))
        {
            switch (detail.EncodingName?.ToLowerInvariant())
            {
                // GB 18030 contains GBK and GB 2312.
                case "gb18030" or "gbk" or "gb2312" or "hz-gb-2312":
                    return Encoding.GetEncoding("GB18030");
                case "big5":
                    return Encoding.GetEncoding("big5");
                case "utf-8" or "utf-16le" or "utf-16be" or "utf-32le" or "utf-32be":
                    return detail.Encoding;
                default:
                    continue;
            }
        }

        return HasPairsOfGb2312(sample) ? Encoding.GetEncoding("GB18030") : null;
    }

    /// <summary>
    /// A few short rows are too little for the detector, but not for this: in GB 2312 both bytes of a character lie above A0, in Big5
    /// every third second byte does not, and in binary data hardly anything pairs up.
    /// </summary>
    private static bool HasPairsOfGb2312(byte[] sample)
    {
        var (pairs, high) = (0, 0);
        for (var i = 0; i < sample.Length - 1; i++)
        {
            if (sample[i] < 0x80)
            {
                continue;
            }

            if (sample[i] is 0x80 or 0xFF || sample[i + 1] is < 0x30 or 0x7F or 0xFF)
            {
                return false;
            }

            pairs++;
            high += sample[i] > 0xA0 && sample[i + 1] > 0xA0 ? 1 : 0;
            i++;
        }

        return pairs > 0 && high * 100 >= pairs * 85;
    }

    /// <summary>Text has line ends and tabs, but hardly any other control character.</summary>
    private static bool IsText(string sample)
    {
        var controls = sample.Count(letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'));
        return controls * 500 <= sample.Length;
    }
}
