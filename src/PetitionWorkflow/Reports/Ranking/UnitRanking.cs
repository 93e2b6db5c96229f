using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Reports.Ranking;

/// <summary>
/// 定期考核 (五(三)2, C83): the ranking of a quarter or a year with everything that it was made from. Rows are never changed; a ranking made
/// anew is the next edition.
/// </summary>
public sealed class UnitRanking
{
    public const int MaxReason = 1000;

    public required Guid Id { get; init; }
    /// <summary>A quarter or a year.</summary>
    public required ReportSpan Span { get; init; }

    public required int Year { get; init; }

    /// <summary>Of the quarter in its year; 1 for a year.</summary>
    public required int Number { get; init; }

    /// <summary>1, 2 …</summary>
    public required int Edition { get; init; }

    public required int FormulaVersion { get; init; }

    /// <summary><see cref="RankingInputs"/>, canonical.</summary>
    public required string InputsJson { get; init; }

    /// <summary><see cref="RankingResult"/>, canonical.</summary>
    public required string ResultJson { get; init; }

    /// <summary>Over formula version, inputs and result.</summary>
    public required string Hash { get; init; }

    public required DateTime MadeAt { get; init; }
    public Guid? MadeById { get; init; }
    public required string MadeByName { get; init; }

    /// <summary>Why it was made anew; empty for the first edition.</summary>
    public string? Reason { get; init; }

    public ReportPeriod Period => new(Span, Year, Number);

    /// <summary>Of its page.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Period.Address}/{Edition}");

    public RankingInputs Inputs => CanonicalJson.Read<RankingInputs>(InputsJson);

    public RankingResult Result => CanonicalJson.Read<RankingResult>(ResultJson);

    /// <summary>From the stored inputs alone, by the stored version of the formula.</summary>
    public RankingProof ComputeAgain() => RankingProof.Of(Inputs, FormulaVersion);

    public bool IsReproduced(RankingProof again) => again.InputsJson == InputsJson && again.ResultJson == ResultJson && again.Hash == Hash;
}

/// <summary>Inputs and result as they are stored, and the hash over both.</summary>
public sealed record RankingProof(string InputsJson, string ResultJson, string Hash)
{
    public static RankingProof Of(RankingInputs inputs, int formulaVersion)
    {
        var result = RankingFormula.Of(formulaVersion).Compute(inputs);
        var hash = CanonicalJson.Hash(CanonicalJson.Write(new { formula = formulaVersion, inputs, result }));
        return new RankingProof(CanonicalJson.Write(inputs), CanonicalJson.Write(result), hash);
    }
}

internal sealed class UnitRankingMapping : IEntityTypeConfiguration<UnitRanking>
{
    public void Configure(EntityTypeBuilder<UnitRanking> ranking)
    {
        ranking.ToTable("UnitRankings");
        ranking.Property(r => r.Hash).HasMaxLength(64);
        ranking.Property(r => r.MadeByName).HasMaxLength(100);
        ranking.Property(r => r.Reason).HasMaxLength(UnitRanking.MaxReason);
        ranking.Ignore(r => r.Period);
        ranking.Ignore(r => r.Inputs);
        ranking.Ignore(r => r.Result);
        ranking.HasIndex(r => new { r.Span, r.Year, r.Number, r.Edition }).IsUnique();
    }
}
