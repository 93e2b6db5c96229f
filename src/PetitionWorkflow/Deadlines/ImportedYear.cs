using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Deadlines;

/// <summary>A calendar year that an administrator imported; it wins over the shipped or the provisional one.</summary>
public sealed class ImportedYear
{
    public required int Year { get; init; }

    /// <summary>Rest days and make-up workdays as <see cref="CalendarYearFile"/> writes them.</summary>
    public required string Json { get; set; }

    public required string Source { get; set; }
    public required DateTime ImportedAt { get; set; }
    public Guid? ImportedById { get; set; }
    public int Version { get; private set; }
}

internal sealed class ImportedYearMapping : IEntityTypeConfiguration<ImportedYear>
{
    public void Configure(EntityTypeBuilder<ImportedYear> year)
    {
        year.ToTable("CalendarYears");
        year.HasKey(y => y.Year);
        year.Property(y => y.Year).ValueGeneratedNever();
        year.Property(y => y.Source).HasMaxLength(200);
        year.Property(y => y.Version).IsConcurrencyToken();
    }
}
