using System.Numerics;
using System.Runtime.Intrinsics;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>
/// A short signature of a set of shingles: of two signatures, the share of equal bytes is about the share of common shingles.
/// Ten thousand of them are compared in well under a millisecond, so that only a few texts need to be read and compared exactly.
/// </summary>
internal static class MinHash
{
    public static byte[] Signature(HashSet<ulong> shingles, int length)
    {
        var smallest = new ulong[length];
        Array.Fill(smallest, ulong.MaxValue);
        foreach (var shingle in shingles)
        {
            for (var i = 0; i < length; i++)
            {
                // Two numbers made of one hash give a family of hash functions (Kirsch and Mitzenmacher).
                var hash = Mix(shingle + ((ulong)(i + 1) * 0x9E3779B97F4A7C15UL));
                if (hash < smallest[i])
                {
                    smallest[i] = hash;
                }
            }
        }

        return [.. smallest.Select(value => (byte)value)];
    }

    /// <summary>The estimated Jaccard similarity; one byte per place meets by chance once in 256, which is taken off again.</summary>
    public static double Estimate(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var equal = 0;
        var i = 0;
        for (; i + Vector128<byte>.Count <= one.Length; i += Vector128<byte>.Count)
        {
            equal += BitOperations.PopCount(Vector128.Equals(Vector128.Create(one[i..]), Vector128.Create(other[i..])).ExtractMostSignificantBits());
        }

        for (; i < one.Length; i++)
        {
            equal += one[i] == other[i] ? 1 : 0;
        }

        const double chance = 1 / 256.0;
        return Math.Max(0, (((double)equal / one.Length) - chance) / (1 - chance));
    }

    /// <summary>The finaliser of SplitMix64: every bit of the input moves every bit of the output.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
