using System.Security.Cryptography;

namespace WorkflowRuntime;

/// <summary>Gives short ids: 16 lower-case hex digits, as Elsa's.</summary>
public interface IIdGenerator
{
    string NewId();
}

/// <summary>64 random bits. Ids are also row keys, so they must not repeat between nodes.</summary>
public sealed class RandomIdGenerator : IIdGenerator
{
    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        // Never all digits: a reader of logs and the designer take such a text for a number.
        bytes[0] |= 0xA0;
        return Convert.ToHexStringLower(bytes);
    }
}
