using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Intake.Registers;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>What it takes to recognise a case's matter and person again, without reading the case.</summary>
public sealed class PetitionFingerprint
{
    public const int TextLength = 128;
    public const int SubjectLength = 64;

    /// <summary>Ascending: a reader fetches only what is newer than what it has.</summary>
    public long Id { get; private set; }

    public required Guid PetitionId { get; init; }

    /// <summary>MinHash of subject and text, then of the subject alone.</summary>
    public required byte[] Signature { get; init; }

    public long? NameKey { get; init; }
    public long? PhoneKey { get; init; }
    public long? AccountKey { get; init; }

    public static PetitionFingerprint Of(Guid petitionId, RegisterEntry entry) => new()
    {
        PetitionId = petitionId,
        Signature = SignatureOf(entry.Subject, entry.Text),
        NameKey = PersonKey.Of(entry.Petitioner.Name),
        PhoneKey = PersonKey.OfPhone(entry.Petitioner.Phone),
        AccountKey = PersonKey.Of((entry.Register as OnlineRegister)?.Account),
    };

    internal static byte[] SignatureOf(string subject, string text) =>
    [
        .. MinHash.Signature(Shingles.Of(subject + "\n" + text, Shingles.OfText), TextLength),
        .. MinHash.Signature(Shingles.Of(subject, Shingles.OfSubject), SubjectLength),
    ];
}

internal sealed class PetitionFingerprintMapping : IEntityTypeConfiguration<PetitionFingerprint>
{
    public void Configure(EntityTypeBuilder<PetitionFingerprint> fingerprint)
    {
        fingerprint.ToTable("PetitionFingerprints");
        fingerprint.Property(f => f.Signature).HasMaxLength(PetitionFingerprint.TextLength + PetitionFingerprint.SubjectLength);
        fingerprint.HasIndex(f => f.PetitionId);
    }
}
