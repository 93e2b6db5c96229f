using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Staff;

/// <summary>
/// A program that works with the service under a name, a role and, for a unit's own system, that unit. What it may see and do is
/// decided by the same rules as for people. The key is told once; only its hash is kept.
/// </summary>
public sealed class ApiKey
{
    /// <summary>Every key begins with it, so that one found in a file is recognised.</summary>
    public const string Prefix = "pwk_";

    private const int SecretLength = 40;
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>SHA-256 of a random key of more than 200 bits: nothing to guess, so nothing to slow down.</summary>
    public required string KeyHash { get; init; }

    public required string Role { get; init; }
    public Guid? UnitId { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RevokedAt { get; set; }

    public static string NewKey() => Prefix + RandomNumberGenerator.GetString(Alphabet, SecretLength);

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public Viewer ToViewer() => new(Id, Name, new HashSet<string> { Role }, UnitId);
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("ApiKeys");
        key.Property(k => k.Name).HasMaxLength(100);
        key.Property(k => k.KeyHash).HasMaxLength(64);
        key.Property(k => k.Role).HasMaxLength(32);
        key.HasIndex(k => k.KeyHash).IsUnique();
        key.HasOne<Unit>().WithMany().HasForeignKey(k => k.UnitId);
    }
}
