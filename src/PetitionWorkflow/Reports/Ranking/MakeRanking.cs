using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Ranking;

/// <summary>Freezes the ranking of a quarter that is over; again, with a reason, as its next edition.</summary>
public sealed record MakeRanking(int Year, int Quarter, string? Reason, Viewer By);

public sealed class MakeRankingHandler(UnitOfWork work, RankingFacts facts)
{
    public async Task<Result<Guid>> HandleAsync(MakeRanking command, CancellationToken cancellation)
    {
        if (!command.By.WritesReports)
        {
            return new Refusal("report-not-allowed");
        }

        if (command.Quarter is < 1 or > 4 || command.Year is < 2000 or > 9998)
        {
            return new Refusal("ranking-unknown-quarter") { Field = nameof(command.Quarter) };
        }

        if (!Period.Quarter(command.Year, command.Quarter).IsOverOn(work.Time.Today()))
        {
            return new Refusal("ranking-quarter-not-over", Period.Quarter(command.Year, command.Quarter).Last) { Field = nameof(command.Quarter) };
        }

        var edition = 1 + await work.Db.Set<QuarterRanking>().CountAsync(r => r.Year == command.Year && r.Quarter == command.Quarter, cancellation);
        var reason = TypedText.Clean(command.Reason);
        if (edition > 1 && reason.Length == 0)
        {
            return new Refusal("reason-required") { Field = nameof(command.Reason) };
        }

        if (reason.Length > QuarterRanking.MaxReason)
        {
            return new Refusal("field-too-long", QuarterRanking.MaxReason, reason.Length) { Field = nameof(command.Reason) };
        }

        var formula = RankingFormula.Current.Version;
        var proof = RankingProof.Of(await facts.OfAsync(command.Year, command.Quarter, cancellation), formula);
        var ranking = new QuarterRanking
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), Year = command.Year, Quarter = command.Quarter, Edition = edition, FormulaVersion = formula,
            InputsJson = proof.InputsJson, ResultJson = proof.ResultJson, Hash = proof.Hash, MadeAt = work.Time.UtcNow(), MadeById = command.By.UserId,
            MadeByName = command.By.DisplayName, Reason = reason.Length == 0 ? null : reason,
        };
        work.Db.Add(ranking);
        return ranking.Id;
    }
}
