using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Documents.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Documents;

/// <summary>What a paper says beyond what the case itself tells.</summary>
/// <param name="Kind">One of <see cref="DocumentKinds"/>.</param>
/// <param name="Values">Values for the template's places; they win over what the case gives.</param>
public sealed record DocumentDraft(string Kind, IReadOnlyDictionary<string, string?> Values)
{
    /// <summary>Addressed to one unit: shown to that unit only.</summary>
    public Guid? UnitId { get; init; }
}

/// <summary>Issues numbered papers within the caller's unit of work; what was issued never changes.</summary>
public sealed class DocumentIssuer(UnitOfWork work, Numbering numbering, TemplatesInForce templates, Texts texts, IOptions<DocumentOptions> options)
{
    /// <summary>The values that every paper may show; <see cref="DocumentDraft.Values"/> has the others.</summary>
    public static readonly IReadOnlyList<string> CaseFields =
    [
        "petitionNumber", "subject", "request", "place", "channel", "petitioner", "contact", "address", "receivedOn", "registeredOn", "issuedOn", "issuedBy", "unit",
        "documentNumber",
    ];

    private readonly Texts _texts = texts.In(options.Value.Language);

    public async Task<Result<CaseDocument>> IssueAsync(Petition petition, DocumentDraft draft, ActContext act, CancellationToken cancellation)
    {
        if (DocumentKinds.Find(draft.Kind) is not { } kind)
        {
            return new Refusal("document-kind-unknown", draft.Kind);
        }

        var values = await ValuesOfAsync(petition, draft, act, cancellation);
        var inForce = await templates.FindAsync(kind, cancellation);

        // It is given one below, once nothing is missing.
        values["documentNumber"] = kind.Series;

        // A refused paper must not use up a number: the year's numbers have no gaps.
        if (inForce.Template.FindMissing(Text, Value) is { } incomplete)
        {
            return incomplete;
        }

        var year = work.Time.Today().Year;
        var number = await numbering.NextAsync($"{kind.Series}-{year}", cancellation);
        values["documentNumber"] = $"{kind.Series}-{year}-{number:00000}";
        var document = new CaseDocument
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            PetitionId = petition.Id,
            Kind = kind.Key,
            Number = values["documentNumber"]!,
            Title = _texts[$"Document.{kind.Key}.title"],
            Html = inForce.Template.Fill(Text, Value).Value,
            TemplateVersion = inForce.Version,
            UnitId = draft.UnitId,
            IssuedAt = work.Time.UtcNow(),
            IssuedById = act.ActorId,
        };
        work.Db.Add(document);
        work.Raise(petition.Id, new DocumentIssued(document.Id, kind.Key, document.Number), act);
        return document;

        string Text(string key) => _texts["Document." + key];
        string? Value(string name) => values.GetValueOrDefault(name) is { } value ? Words(name, value) : null;
    }

    /// <summary>The same paper under the same number in a new wording; the wordings before it stay readable.</summary>
    public async Task<Result<int>> CorrectAsync(CaseDocument document, Petition petition, DocumentCorrection correction, ActContext act, CancellationToken cancellation)
    {
        var now = work.Time.UtcNow();
        var (kind, next) = (DocumentKinds.Find(document.Kind)!, document.Version + 1);
        var values = await ValuesOfAsync(petition, new DocumentDraft(document.Kind, correction.Values) { UnitId = document.UnitId }, act, cancellation);
        values["documentNumber"] = document.Number;
        values["version"] = _texts["Document.corrected", next, Day(ChinaTime.DayOf(now))];
        var filled = (await templates.FindAsync(kind, cancellation)).Template.Fill(key => _texts["Document." + key], name => values.GetValueOrDefault(name) is { } value ? Words(name, value) : null);
        if (filled.Refusal is { } incomplete)
        {
            return incomplete;
        }

        if (document.Version == 1)
        {
            work.Db.Add(VersionOf(document, document.IssuedAt, correction.OriginalBy, [], null));
        }

        (document.Html, document.Version) = (filled.Value, next);
        work.Db.Add(VersionOf(document, now, act.ActorName, correction.Changes, correction.Reason));
        return next;
    }

    private DocumentVersion VersionOf(CaseDocument document, DateTime madeAt, string madeBy, IReadOnlyList<ChangedPart> changes, string? reason) => new()
    {
        Id = Guid.CreateVersion7(work.Time.GetUtcNow()), DocumentId = document.Id, Version = document.Version, Html = document.Html, MadeAt = madeAt, MadeBy = madeBy,
        Reason = reason, ChangesJson = JsonSerializer.Serialize(changes, CaseEvent.Json),
    };

    /// <summary>A code such as <c>conclusion = support</c> is written in words.</summary>
    private string Words(string name, string value)
    {
        var key = $"Document.value.{name}.{value}";
        return _texts.Has(key) ? _texts[key] : value;
    }

    private async Task<Dictionary<string, string?>> ValuesOfAsync(Petition petition, DocumentDraft draft, ActContext act, CancellationToken cancellation)
    {
        // An accusation's author stays unnamed on papers that leave the office (Art. 30 ¶3).
        var isAnonymous = petition.Petitioner.IsAnonymous || (draft.UnitId is not null && petition.MatterClass == MatterClass.Accusation);
        var values = new Dictionary<string, string?>
        {
            ["petitionNumber"] = petition.Number,
            ["subject"] = petition.Subject,
            ["request"] = petition.Text,
            ["place"] = petition.Place,
            ["channel"] = petition.Channel.ToString(),
            ["petitioner"] = isAnonymous ? _texts["Document.anonymous"] : petition.Petitioner.Name,
            ["contact"] = isAnonymous ? null : petition.Petitioner.Phone,
            ["address"] = isAnonymous ? null : petition.Petitioner.Address,
            ["receivedOn"] = Day(ChinaTime.DayOf(petition.ReceivedAt)),
            ["registeredOn"] = Day(ChinaTime.DayOf(petition.RegisteredAt)),
            ["issuedOn"] = Day(work.Time.Today()),
            ["issuedBy"] = act.ActorId is null ? _texts["Document.label.office"] : act.ActorName,
            ["unit"] = draft.UnitId is { } unitId
                ? await work.Db.Set<Unit>().Where(u => u.Id == unitId).Select(u => u.Name).SingleOrDefaultAsync(cancellation)
                : null,
        };
        foreach (var (name, value) in draft.Values)
        {
            values[name] = value;
        }

        return values;
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
