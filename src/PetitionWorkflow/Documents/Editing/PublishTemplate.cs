using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents.Editing;

/// <summary>From now on papers of the kind are made from this template.</summary>
/// <param name="BasedOn">The version that the administrator began with; refused when another was published meanwhile.</param>
public sealed record PublishTemplate(string Kind, int BasedOn, string Html, string? Note, ActContext Act)
{
    /// <summary>Characters.</summary>
    public const int MaxNote = 200;
}

public sealed class PublishTemplateHandler(UnitOfWork work, TemplatesInForce templates, TemplateRules rules)
{
    /// <returns>The new version.</returns>
    public async Task<Result<int>> HandleAsync(PublishTemplate command, CancellationToken cancellation)
    {
        if (DocumentKinds.Find(command.Kind) is not { } kind)
        {
            return new Refusal("document-kind-unknown", command.Kind);
        }

        var current = await templates.FindAsync(kind, cancellation);
        if (current.Version != command.BasedOn)
        {
            return new Refusal("template-changed-meanwhile", current.Version);
        }

        var html = Normalised(command.Html);
        if (html == current.Html)
        {
            return new Refusal("template-unchanged");
        }

        var faults = rules.Check(kind, html).ToList();
        if (command.Note?.Length > PublishTemplate.MaxNote)
        {
            faults.Add(new Refusal("template-note-length", PublishTemplate.MaxNote) { Field = nameof(command.Note) });
        }

        if (Refusal.Together(faults) is { } refusal)
        {
            return refusal;
        }

        work.Db.Add(new TemplateVersion
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            Kind = kind.Key,
            Version = current.Version + 1,
            Html = html,
            Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
            PublishedAt = work.Time.UtcNow(),
            PublishedById = command.Act.ActorId,
            PublishedBy = command.Act.ActorName,
        });
        return current.Version + 1;
    }

    /// <summary>Browsers send line breaks of their own; a paper ends with one.</summary>
    public static string Normalised(string html) => html.ReplaceLineEndings("\n").TrimEnd() + "\n";
}
