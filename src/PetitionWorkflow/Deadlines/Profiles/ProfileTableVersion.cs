using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Profiles;

/// <summary>A version of the table of profiles as it was published; never changed. Cases keep what it chose for them.</summary>
public sealed class ProfileTableVersion
{
    public required int Version { get; init; }

    /// <summary>The rows as JSON.</summary>
    public required string Json { get; init; }

    public string? Note { get; init; }
    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedById { get; init; }
    public required string PublishedBy { get; init; }

    public ProfileTable Table => new(Version, JsonSerializer.Deserialize<List<ProfileRow>>(Json, CaseEvent.Json)!);
}

internal sealed class ProfileTableVersionMapping : IEntityTypeConfiguration<ProfileTableVersion>
{
    public void Configure(EntityTypeBuilder<ProfileTableVersion> version)
    {
        version.ToTable("ClockProfileTables");
        version.HasKey(v => v.Version);
        version.Property(v => v.Version).ValueGeneratedNever();
        version.Property(v => v.Note).HasMaxLength(PublishProfileTable.MaxNote);
        version.Property(v => v.PublishedBy).HasMaxLength(200);
        version.Ignore(v => v.Table);
    }
}
