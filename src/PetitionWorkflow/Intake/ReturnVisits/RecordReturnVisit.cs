using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake.ReturnVisits;

/// <summary>回訪記錄: date, method and answer of one return visit (C81).</summary>
public sealed record RecordReturnVisit(
    Guid PetitionId, DateOnly? On, ContactMethod? Method, ReturnVisitAnswer? Answer, Satisfaction? Satisfaction, string? Words, Viewer By);

public sealed class RecordReturnVisitHandler(UnitOfWork work)
{
    public const int MaxWords = 2000;

    /// <summary>What the petitioner says now replaces what was said before (<see cref="PetitionRating"/>); the history keeps both.</summary>
    public async Task<Result> HandleAsync(RecordReturnVisit command, CancellationToken cancellation)
    {
        var found = await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation);
        if (found.Refusal is { } none)
        {
            return none;
        }

        var petition = found.Value;
        if (!ReturnVisitList.MayRecord(command.By) || petition.Kind != CaseKind.Petition)
        {
            return new Refusal("case-not-for-you");
        }

        if (petition.ClosedAt is not { } closed)
        {
            return new Refusal("return-visit-too-early");
        }

        var words = TypedText.Clean(command.Words);
        if (Refusal.Together([.. Check(command, ChinaTime.DayOf(closed), words)]) is { } wrong)
        {
            return wrong;
        }

        var made = new ReturnVisitMade(command.On!.Value, command.Method!.Value, command.Answer!.Value, command.Satisfaction, words);
        if (made.Satisfaction is { } satisfaction)
        {
            await work.Db.RateAsync(petition.Id, RatedAspect.Outcome, satisfaction, work.Time.UtcNow(), cancellation);
        }

        work.Raise(petition.Id, made, command.By.Act());
        return Result.Done;
    }

    private IEnumerable<Refusal> Check(RecordReturnVisit command, DateOnly closed, string words)
    {
        if (command.On is not { } on || on < closed || on > work.Time.Today())
        {
            yield return new Refusal("return-visit-day-impossible", closed) { Field = nameof(command.On) };
        }

        if (command.Method is not { } method || !Enum.IsDefined(method))
        {
            yield return new Refusal("field-required") { Field = nameof(command.Method) };
        }

        if (command.Answer is not { } answer || !Enum.IsDefined(answer))
        {
            yield return new Refusal("field-required") { Field = nameof(command.Answer) };
        }
        else if (answer == ReturnVisitAnswer.Answered && (command.Satisfaction is not { } said || !Enum.IsDefined(said)))
        {
            yield return new Refusal("return-visit-satisfaction-missing") { Field = nameof(command.Satisfaction) };
        }
        else if (answer != ReturnVisitAnswer.Answered && command.Satisfaction is not null)
        {
            yield return new Refusal("return-visit-satisfaction-of-nobody") { Field = nameof(command.Satisfaction) };
        }

        if (words.Length > MaxWords)
        {
            yield return new Refusal("field-too-long", MaxWords, words.Length) { Field = nameof(command.Words) };
        }
    }
}
