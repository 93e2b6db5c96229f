using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail.Editing;

/// <summary>From now on notices of the kind go out with these words, to readers of the language.</summary>
/// <param name="BasedOn">The version that the administrator began with; refused when another was published meanwhile.</param>
public sealed record PublishNotice(string Kind, string Language, int BasedOn, NoticeText Text, string? Note, ActContext Act)
{
    /// <summary>Characters.</summary>
    public const int MaxNote = 200;
}

public sealed class PublishNoticeHandler(UnitOfWork work, NoticesInForce notices)
{
    /// <returns>The new version.</returns>
    public async Task<Result<int>> HandleAsync(PublishNotice command, CancellationToken cancellation)
    {
        if (NoticeKinds.Find(command.Kind) is not { } kind || !Texts.Languages.Contains(command.Language))
        {
            return new Refusal("notice-kind-unknown", command.Kind);
        }

        var current = await notices.FindAsync(kind, command.Language, cancellation);
        if (current.Version != command.BasedOn)
        {
            return new Refusal("notice-changed-meanwhile", current.Version);
        }

        var text = command.Text.Normalised();
        if (text == current.Text)
        {
            return new Refusal("notice-unchanged");
        }

        var faults = text.Faults(kind).ToList();
        if (command.Note?.Length > PublishNotice.MaxNote)
        {
            faults.Add(new Refusal("notice-note-length", PublishNotice.MaxNote) { Field = nameof(command.Note) });
        }

        if (Refusal.Together(faults) is { } refusal)
        {
            return refusal;
        }

        work.Db.Add(new NoticeVersion
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            Kind = kind.Key,
            Language = command.Language,
            Version = current.Version + 1,
            Subject = text.Subject,
            Text = text.Text,
            Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
            PublishedAt = work.Time.UtcNow(),
            PublishedById = command.Act.ActorId,
            PublishedBy = command.Act.ActorName,
        });
        return current.Version + 1;
    }
}
