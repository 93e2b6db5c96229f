using System.Text.Json;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>From its first day on, cases start under this rule; whoever runs already keeps the rule that it started under.</summary>
/// <param name="BasedOn">The version that the administrator began with; refused when another was published meanwhile.</param>
public sealed record PublishClockRule(string Code, int BasedOn, ClockDraft Draft, string? Note, ActContext Act)
{
    /// <summary>Characters.</summary>
    public const int MaxNote = 200;
}

public sealed class PublishClockRuleHandler(UnitOfWork work, ClockCatalogues catalogues, ClockRuleChecks checks)
{
    /// <returns>The new version.</returns>
    public async Task<Result<int>> HandleAsync(PublishClockRule command, CancellationToken cancellation)
    {
        if (catalogues.Current.Newest(command.Code) is not { } before)
        {
            return new Refusal("clock-rule-unknown", command.Code);
        }

        if (before.Version != command.BasedOn)
        {
            return new Refusal("clock-rule-changed-meanwhile", before.Version);
        }

        var ladder = catalogues.Current.LadderOf(before);
        if (command.Draft.IsSameAs(before, ladder))
        {
            return new Refusal("clock-rule-unchanged");
        }

        var faults = (await checks.CheckAsync(command.Draft, before, ladder, cancellation)).ToList();
        if (command.Note?.Length > PublishClockRule.MaxNote)
        {
            faults.Add(new Refusal("clock-rule-note-length", PublishClockRule.MaxNote) { Field = nameof(command.Note) });
        }

        if (Refusal.Together(faults) is { } refusal)
        {
            return refusal;
        }

        var published = command.Draft.After(before, ladder);
        work.Db.Add(new ClockRuleVersion
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            Code = published.Rule.Code,
            Version = published.Rule.Version,
            Json = JsonSerializer.Serialize(published, CaseEvent.Json),
            Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
            PublishedAt = work.Time.UtcNow(),
            PublishedById = command.Act.ActorId,
            PublishedBy = command.Act.ActorName,
        });
        return published.Rule.Version;
    }
}
