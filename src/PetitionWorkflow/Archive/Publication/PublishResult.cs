using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Archive.Publication;

/// <summary>Shows a result to everybody, as the petitioner agreed (C51).</summary>
/// <param name="Days">Calendar days, today being the first.</param>
public sealed record PublishResult(string Number, string? Subject, string? Asked, string? Answer, int Days, Viewer By)
{
    public const int MaxDays = 365;
}

public sealed class PublishResultHandler(UnitOfWork work, PublicationDrafts drafts, Texts texts)
{
    public async Task<Result> HandleAsync(PublishResult command, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(command.Number, command.By, cancellation) is not { } draft)
        {
            return new Refusal("case-not-found");
        }

        if (draft.Refusal is not null)
        {
            return draft.Refusal;
        }

        var fields = new (string Name, string Text, int Max)[]
        {
            (nameof(command.Subject), TypedText.Clean(command.Subject), PublishedResult.MaxSubject),
            (nameof(command.Asked), TypedText.Clean(command.Asked), PublishedResult.MaxText),
            (nameof(command.Answer), TypedText.Clean(command.Answer), PublishedResult.MaxText),
        };
        var faults = fields.SelectMany(f => FaultsOf(f.Name, f.Text, f.Max, draft.Case.Petitioner)).ToList();
        if (command.Days is < 1 or > PublishResult.MaxDays)
        {
            faults.Add(new Refusal("publication-days", PublishResult.MaxDays) { Field = nameof(command.Days) });
        }

        if (Refusal.Together(faults) is { } refusal)
        {
            return refusal;
        }

        var lastDay = work.Time.Today().AddDays(command.Days - 1);
        work.Db.Add(new PublishedResult
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            PetitionId = draft.Case.Id,
            Subject = fields[0].Text,
            Request = fields[1].Text,
            Answer = fields[2].Text,
            UnitName = await work.Db.Set<Unit>().Where(u => u.Id == draft.Case.LeadUnitId).Select(u => u.Name).SingleOrDefaultAsync(cancellation),
            AnsweredOn = ChinaTime.DayOf(draft.Case.OpinionDeliveredAt ?? draft.Case.ClosedAt ?? work.Time.UtcNow()),
            LastDay = lastDay,
            PublishedAt = work.Time.UtcNow(),
            PublishedById = command.By.UserId,
        });
        work.Raise(draft.Case.Id, new ResultPublished(lastDay), command.By.Act());
        return Result.Done;
    }

    private IEnumerable<Refusal> FaultsOf(string field, string text, int max, Petitioner petitioner)
    {
        if (text.Length == 0)
        {
            yield return new Refusal("publication-empty") { Field = field };
        }

        if (text.Length > max)
        {
            yield return new Refusal("field-too-long", max, text.Length) { Field = field };
        }

        if (Redaction.FindIn(text, petitioner) is { Count: > 0 } left)
        {
            yield return new Refusal("publication-not-redacted", string.Join(", ", left.Select(kind => texts[$"Publication.part.{kind}"]))) { Field = field };
        }
    }
}
