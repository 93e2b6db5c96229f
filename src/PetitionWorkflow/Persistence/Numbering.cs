using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Persistence.Workflows;

namespace PetitionWorkflow.Persistence;

/// <summary>Gapless numbers per kind and year, taken inside the transaction that uses them.</summary>
public sealed class Numbering(UnitOfWork work)
{
    private const string Next =
        """
        INSERT INTO "NumberSeries" ("Series", "Last") VALUES (@p0, 1)
        ON CONFLICT ("Series") DO UPDATE SET "Last" = "NumberSeries"."Last" + 1
        RETURNING "Last"
        """;

    private readonly UnitSql _sql = new(work);

    /// <summary>The next number of a series, e.g. <c>XF-2026</c> gives 1, 2, 3 …</summary>
    public async Task<long> NextAsync(string series, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        return (await _sql.QueryAsync(Next, row => row.GetInt64(0), cancellation, series)).Single();
    }
}

/// <summary>The last number given out in a series.</summary>
public sealed class NumberSeries
{
    public required string Series { get; init; }
    public required long Last { get; set; }
}

internal sealed class NumberSeriesMapping : IEntityTypeConfiguration<NumberSeries>
{
    public void Configure(EntityTypeBuilder<NumberSeries> series)
    {
        series.ToTable("NumberSeries");
        series.HasKey(s => s.Series);
        series.Property(s => s.Series).HasMaxLength(64);
    }
}
