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
    private const int IdBytes = 8;

    // A burst takes a dozen ids; asking the system for randomness is the dear part.
    [ThreadStatic]
    private static byte[]? t_random;

    [ThreadStatic]
    private static int t_used;

    public string NewId()
    {
        var random = t_random ??= new byte[64 * IdBytes];
        if (t_used % random.Length == 0)
        {
            RandomNumberGenerator.Fill(random);
            t_used = 0;
        }

        var bytes = random.AsSpan(t_used, IdBytes);
        t_used += IdBytes;
        // Never all digits: a reader of logs and the designer take such a text for a number.
        bytes[0] |= 0xA0;
        return Convert.ToHexStringLower(bytes);
    }
}
