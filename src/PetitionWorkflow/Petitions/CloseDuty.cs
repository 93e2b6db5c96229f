using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>A unit says that it has done its duty, and what it did (C48). Nobody says so for another unit.</summary>
public sealed record CloseDuty(Guid PetitionId, Guid DutyId, string? Words, Viewer By)
{
    /// <summary>Whether the suggestion that came with it is adopted; the words give the measures or the reason.</summary>
    public bool? Adopted { get; init; }
}

/// <summary>The office gives up a duty, with the reason.</summary>
public sealed record WaiveDuty(Guid PetitionId, Guid DutyId, string? Reason, Viewer By);

public sealed class CloseDutyHandler(UnitOfWork work, CaseDuties duties)
{
    public async Task<Result> HandleAsync(CloseDuty command, CancellationToken cancellation)
    {
        if ((await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation)).Refusal is { } none)
        {
            return none;
        }

        var found = await duties.OpenAsync(command.PetitionId, command.DutyId, cancellation);
        if (found.Refusal is { } no)
        {
            return no;
        }

        if (!CaseActions.MayWork(command.By) || command.By.UnitId != found.Value.UnitId)
        {
            return new Refusal("duty-of-another-unit");
        }

        var words = DutyWords.Read(command.Words);
        if (words.Refusal is { } wrong)
        {
            return wrong;
        }

        if (found.Value.Suggestion is not null && command.Adopted is null)
        {
            return new Refusal("supervision-answer-missing") { Field = "Adopted" };
        }

        var adopted = found.Value.Suggestion is null ? null : command.Adopted;
        await duties.DoneAsync(found.Value, words.Value, adopted, command.By.Act(), cancellation);
        return Result.Done;
    }
}

public sealed class WaiveDutyHandler(UnitOfWork work, CaseDuties duties)
{
    public async Task<Result> HandleAsync(WaiveDuty command, CancellationToken cancellation)
    {
        if ((await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation)).Refusal is { } none)
        {
            return none;
        }

        if (!CaseActions.MayUrge(command.By))
        {
            return new Refusal("case-not-for-you");
        }

        var found = await duties.OpenAsync(command.PetitionId, command.DutyId, cancellation);
        if (found.Refusal is { } no)
        {
            return no;
        }

        var reason = DutyWords.Read(command.Reason);
        if (reason.Refusal is { } wrong)
        {
            return wrong;
        }

        await duties.WaiveAsync(found.Value, command.By.Act(reason.Value), cancellation);
        return Result.Done;
    }
}

internal static class DutyWords
{
    private const int MaxLength = 1000;

    public static Result<string> Read(string? typed)
    {
        var words = TypedText.Clean(typed);
        return words.Length == 0 ? new Refusal("field-required") { Field = "Words" }
            : words.Length > MaxLength ? new Refusal("field-too-long", MaxLength, words.Length) { Field = "Words" }
            : words;
    }
}
