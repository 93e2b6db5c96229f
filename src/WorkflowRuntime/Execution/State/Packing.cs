using System.IO.Compression;

namespace WorkflowRuntime.Execution.State;

/// <summary>JSON bytes, compressed when that pays. A packed text starts with the byte 1, plain JSON with a brace or bracket.</summary>
internal static class Packing
{
    private const byte Brotli = 1;

    /// <summary>Shorter texts fit a database page either way, and packing them costs more than writing them.</summary>
    private const int Threshold = 2048;

    /// <summary>States are rewritten in every burst: speed before size.</summary>
    private const int Quality = 1;

    public static byte[] Pack(ReadOnlySpan<byte> json)
    {
        if (json.Length < Threshold)
            return json.ToArray();
        var buffer = new byte[1 + BrotliEncoder.GetMaxCompressedLength(json.Length)];
        buffer[0] = Brotli;
        return BrotliEncoder.TryCompress(json, buffer.AsSpan(1), out var written, Quality, window: 18) && written + 1 < json.Length
            ? buffer[..(written + 1)]
            : json.ToArray();
    }

    public static ReadOnlyMemory<byte> Unpack(byte[] packed)
    {
        if (packed.Length == 0 || packed[0] != Brotli)
            return packed;
        using var source = new BrotliStream(new MemoryStream(packed, 1, packed.Length - 1), CompressionMode.Decompress);
        var plain = new MemoryStream(packed.Length * 4);
        source.CopyTo(plain);
        return plain.GetBuffer().AsMemory(0, (int)plain.Length);
    }
}
