using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>Chance that depends on what it is for and not on when it is asked: a choice repeated after a kill is the same choice.</summary>
internal sealed class Chance(int seed)
{
    /// <summary>At least 0, less than 1.</summary>
    public double Of(string what)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{what}"), hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    public T Pick<T>(string what, IReadOnlyList<T> from) => from[(int)(Of(what) * from.Count)];

    /// <summary>One of the names, each as often as its weight says.</summary>
    public string Weigh(string what, IReadOnlyList<(string Name, int Weight)> from)
    {
        var at = Of(what) * from.Sum(f => f.Weight);
        foreach (var (name, weight) in from)
        {
            at -= weight;
            if (at < 0)
            {
                return name;
            }
        }

        return from[^1].Name;
    }
}
