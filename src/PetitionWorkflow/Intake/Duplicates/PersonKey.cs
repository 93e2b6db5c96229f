using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>A name, number or account as one comparable number; the index holds no personal data in clear.</summary>
internal static class PersonKey
{
    public static long? Of(string? name)
    {
        var plain = name is null ? "" : Shingles.Normalise(name);
        return plain.Length < 2 ? null : Hash(plain);
    }

    /// <summary>Digits only, without the country's prefix, so that every way of writing a number is the same number.</summary>
    public static long? OfPhone(string? phone)
    {
        var digits = phone is null ? "" : string.Concat(phone.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit));
        digits = digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..] : digits.Length > 11 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;
        return digits.Length < 7 ? null : Hash(digits);
    }

    private static long Hash(string text) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
