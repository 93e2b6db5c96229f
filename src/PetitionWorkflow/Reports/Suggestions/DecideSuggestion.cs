using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reports.Suggestions;

/// <summary>The office or a leader says what becomes of a suggestion; said again, the later decision stands.</summary>
/// <param name="TaskId">The <c>verify</c> task in which it was written.</param>
public sealed record DecideSuggestion(Guid TaskId, Adoption Adoption, string? Reason, Viewer By)
{
    /// <summary>Characters.</summary>
    public const int MaxReason = 1000;

    public static bool IsFor(Viewer viewer) => viewer.WritesReports || viewer.ApprovesReports;
}

public sealed class DecideSuggestionHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(DecideSuggestion command, CancellationToken cancellation)
    {
        var reason = TypedText.Clean(command.Reason);
        if (!DecideSuggestion.IsFor(command.By))
        {
            return new Refusal("report-not-allowed");
        }

        if (!Enum.IsDefined(command.Adoption) || !await work.Db.Set<WorkTask>().AnyAsync(t => t.Id == command.TaskId && t.TaskType == "verify" && t.Outcome == "Pass", cancellation))
        {
            return new Refusal("suggestion-not-found");
        }

        if (reason.Length > DecideSuggestion.MaxReason)
        {
            return new Refusal("field-too-long", DecideSuggestion.MaxReason, reason.Length) { Field = nameof(command.Reason) };
        }

        if (command.Adoption == Adoption.NotAdopted && reason.Length == 0)
        {
            return new Refusal("suggestion-needs-reason") { Field = nameof(command.Reason) };
        }

        await work.BeginAsync(cancellation);
        var last = await work.Db.Set<SuggestionDecision>().AsNoTracking().Where(d => d.TaskId == command.TaskId).OrderByDescending(d => d.Sequence).FirstOrDefaultAsync(cancellation);
        if (last is not null && last.Adoption == command.Adoption && (last.Reason ?? "") == reason)
        {
            return new Refusal("suggestion-unchanged");
        }

        work.Db.Add(new SuggestionDecision
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), TaskId = command.TaskId, Sequence = (last?.Sequence ?? 0) + 1, Adoption = command.Adoption,
            Reason = reason.Length == 0 ? null : reason, DecidedAt = work.Time.UtcNow(), DecidedById = command.By.UserId, DecidedBy = command.By.DisplayName,
        });
        return Result.Done;
    }
}
