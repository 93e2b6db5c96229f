using System.Security.Cryptography;
using System.Text;

namespace PetitionWorkflow.Intake;

/// <summary>
/// What a petitioner types to follow the case (Art. 18, 21). It stands on the receipt and nowhere else; the case keeps a hash.
/// </summary>
public static class QueryCode
{
    /// <summary>No 0/O, 1/I/L, 2/Z, 5/S, 8/B: the code is read from paper and over the telephone.</summary>
    private const string Alphabet = "34679ACDEFGHJKMNPQRTUVWXY";

    private const int Length = 12;

    /// <returns>Three groups of four, 55 random bits.</returns>
    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>The same for every way of typing it: with or without dashes and spaces, in either case.</summary>
    public static string Hash(string code)
    {
        var plain = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(plain)));
    }
}
