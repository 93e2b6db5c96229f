using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Ranking;

/// <summary>Freezes the ranking of a quarter or a year that is over; again, with a reason, as its next edition.</summary>
public sealed record MakeRanking(ReportPeriod Period, string? Reason, Viewer By);

public sealed class MakeRankingHandler(UnitOfWork work, RankingFacts facts)
{
    public async Task<Result<Guid>> HandleAsync(MakeRanking command, CancellationToken cancellation)
    {
        if (!command.By.WritesReports)
        {
            return new Refusal("report-not-allowed");
        }

        var period = command.Period;
        if (period.Span is not (ReportSpan.Quarter or ReportSpan.Year) || !period.Exists)
        {
            return new Refusal("ranking-unknown-period") { Field = nameof(command.Period) };
        }

        if (!period.Days.IsOverOn(work.Time.Today()))
        {
            return new Refusal("ranking-period-not-over", period.Days.Last) { Field = nameof(command.Period) };
        }

        var edition = 1 + await work.Db.Set<UnitRanking>().CountAsync(r => r.Span == period.Span && r.Year == period.Year && r.Number == period.Number, cancellation);
        var reason = TypedText.Clean(command.Reason);
        if (edition > 1 && reason.Length == 0)
        {
            return new Refusal("reason-required") { Field = nameof(command.Reason) };
        }

        if (reason.Length > UnitRanking.MaxReason)
        {
            return new Refusal("field-too-long", UnitRanking.MaxReason, reason.Length) { Field = nameof(command.Reason) };
        }

        var formula = RankingFormula.Current.Version;
        var proof = RankingProof.Of(await facts.OfAsync(period, cancellation), formula);
        var ranking = new UnitRanking
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), Span = period.Span, Year = period.Year, Number = period.Number, Edition = edition, FormulaVersion = formula,
            InputsJson = proof.InputsJson, ResultJson = proof.ResultJson, Hash = proof.Hash, MadeAt = work.Time.UtcNow(), MadeById = command.By.UserId,
            MadeByName = command.By.DisplayName, Reason = reason.Length == 0 ? null : reason,
        };
        work.Db.Add(ranking);
        return ranking.Id;
    }
}
