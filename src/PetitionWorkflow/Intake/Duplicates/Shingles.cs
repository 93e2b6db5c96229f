using System.Text;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>
/// The overlapping pieces of n characters of a text. Chinese has no spaces to cut words at, and overlapping pieces need none;
/// punctuation, spaces and letter case do not count.
/// </summary>
internal static class Shingles
{
    /// <summary>Three characters tell matters apart; two are shared by everybody who writes in the same official tone.</summary>
    public const int OfText = 3;

    /// <summary>A subject is short: pieces of two survive one changed word.</summary>
    public const int OfSubject = 2;

    public static HashSet<ulong> Of(string text, int length)
    {
        var plain = Normalise(text);
        var pieces = new HashSet<ulong>(plain.Length);
        for (var i = 0; i + length <= plain.Length; i++)
        {
            pieces.Add(Hash(plain.AsSpan(i, length)));
        }

        return pieces;
    }

    public static double Jaccard(HashSet<ulong> one, HashSet<ulong> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return 0;
        }

        var (small, large) = one.Count < other.Count ? (one, other) : (other, one);
        var shared = small.Count(large.Contains);
        return (double)shared / (one.Count + other.Count - shared);
    }

    public static string Normalise(string text)
    {
        // An unpaired surrogate cannot be normalised; such text is compared as it is.
        var form = IsWellFormed(text) ? text.Normalize(NormalizationForm.FormKC) : text;
        var plain = new StringBuilder(form.Length);
        foreach (var letter in form)
        {
            if (char.IsLetterOrDigit(letter))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString();
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Stored signatures depend on it: it must give the same number in every process and version (FNV-1a, then mixed).</summary>
    private static ulong Hash(ReadOnlySpan<char> piece)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in piece)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return MinHash.Mix(hash);
    }
}
