using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>登記: a petition of any channel becomes a case (Art. 21, C02).</summary>
public sealed record RegisterPetition(RegisterEntry Entry, ActContext Act)
{
    /// <summary>Chosen by the form: sending it twice registers one case. Null lets the service choose.</summary>
    public Guid? Id { get; init; }

    /// <summary>One of <see cref="UrgentCriteria"/>; null when nothing is urgent (C21, C37, C69).</summary>
    public string? UrgentCriterion { get; init; }

    /// <summary>The other case with the same matter, when the clerk has confirmed one.</summary>
    public Guid? DuplicateOfId { get; init; }

    /// <summary>Whom it accuses (檢舉控告): from this moment on they find no trace of it. Null when it accuses nobody, as far as is known.</summary>
    public Accused? Accused { get; init; }

    /// <summary>Files whose bytes are already stored.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];

    /// <summary>What the petitioner said of the reception when asked at the counter (C03).</summary>
    public Satisfaction? Reception { get; init; }

    /// <summary>The source's own id of an imported message.</summary>
    public string? SourceId { get; init; }

    /// <summary>False for messages that nobody waits for at a counter: they get no receipt and no query code.</summary>
    public bool WithReceipt { get; init; } = true;
}

/// <param name="QueryCode">Told once, to the petitioner; null without a receipt.</param>
public sealed record RegisteredPetition(Guid Id, string Number, string? QueryCode);

public sealed class RegisterPetitionHandler(UnitOfWork work, Numbering numbering, RegisterRules rules, AttachmentRules attachments, Accusations accusations)
{
    /// <summary>The refusal of a form that is registered already; its argument is the case's number.</summary>
    public const string SentTwice = "petition-sent-twice";

    public async Task<Result<RegisteredPetition>> HandleAsync(RegisterPetition command, CancellationToken cancellation)
    {
        if (await CheckAsync(command, cancellation) is { } refusal)
        {
            return refusal;
        }

        var now = work.Time.UtcNow();
        var id = command.Id ?? Guid.CreateVersion7(work.Time.GetUtcNow());
        var queryCode = command.WithReceipt ? QueryCode.New() : null;
        var petition = Create(command, id, await NextNumberAsync(now, cancellation), now, queryCode);
        work.Db.Set<Petition>().Add(petition);
        work.Db.Set<PetitionFingerprint>().Add(PetitionFingerprint.Of(id, command.Entry));
        foreach (var file in command.Files)
        {
            work.Db.Set<Attachment>().Add(file.AttachTo(id, command.Act.ActorId, now));
        }

        work.Raise(id, new PetitionRegistered(petition.Number, petition.Channel), command.Act);
        await accusations.MarkAsync(petition, command.Accused, command.Act, cancellation);
        await MarkDuplicateAsync(petition, command.Act, cancellation);
        if (command.Reception is { } satisfaction)
        {
            work.Db.Add(new PetitionRating { PetitionId = id, Aspect = RatedAspect.Reception, Satisfaction = satisfaction, RatedAt = now });
            work.Raise(id, new PetitionRated(RatedAspect.Reception, satisfaction), command.Act);
        }

        if (command.UrgentCriterion is { } criterion)
        {
            work.Raise(id, new FlaggedUrgent(criterion), command.Act);
        }

        return new RegisteredPetition(id, petition.Number, queryCode);
    }

    private async Task<Refusal?> CheckAsync(RegisterPetition command, CancellationToken cancellation)
    {
        if (rules.Check(command.Entry) is { } wrong)
        {
            return wrong;
        }

        if (command.UrgentCriterion is { } criterion && !UrgentCriteria.All.Contains(criterion))
        {
            return new Refusal("urgent-criterion-unknown") { Field = "UrgentCriterion" };
        }

        if (command.Id is { } id && await NumberAsync(p => p.Id == id, cancellation) is { } first)
        {
            return new Refusal(SentTwice, first);
        }

        if (attachments.CheckCount(command.Files.Count) is { } tooMany)
        {
            return tooMany;
        }

        if (await accusations.CheckAsync(command.Accused, cancellation) is { } unknown)
        {
            return unknown;
        }

        if (command.DuplicateOfId is { } other && !await work.Db.Set<Petition>().AnyAsync(p => p.Id == other, cancellation))
        {
            return new Refusal("duplicate-of-unknown") { Field = "DuplicateOfId" };
        }

        // The import asks for a whole batch at once and says so by naming the source itself.
        return command.SourceId is null && SourceIdOf(command) is { } source
            && await NumberAsync(p => p.SourceId == source, cancellation) is { } number
            ? new Refusal("message-already-registered", number) { Field = "Register.MessageId" }
            : null;
    }

    /// <summary>重複信訪: told at once, so that it stands on the register before anybody reviews it.</summary>
    private async Task MarkDuplicateAsync(Petition petition, ActContext act, CancellationToken cancellation)
    {
        if (petition.DuplicateOfId is not { } earlierId)
        {
            return;
        }

        var earlier = await work.Db.Set<Petition>().SingleAsync(p => p.Id == earlierId, cancellation);
        await accusations.KeepFromAccusedAsync(petition, earlier, act, cancellation);
        if (FinalMatters.IsSamePerson(earlier, petition))
        {
            petition.IsRepeat = true;
            work.Raise(petition.Id, new RepeatedPetition(earlier.Number), act);
        }
    }

    private Task<string?> NumberAsync(Expression<Func<Petition, bool>> which, CancellationToken cancellation) =>
        work.Db.Set<Petition>().Where(which).Select(p => p.Number).FirstOrDefaultAsync(cancellation);

    private async Task<string> NextNumberAsync(DateTime now, CancellationToken cancellation)
    {
        var series = $"XF-{ChinaTime.DayOf(now).Year}";
        return $"{series}-{await numbering.NextAsync(series, cancellation):D6}";
    }

    private static string? SourceIdOf(RegisterPetition command) =>
        command.SourceId ?? (command.Entry.Register is OnlineRegister online ? SourceIds.Of(online.Platform, online.MessageId) : null);

    private static Petition Create(RegisterPetition command, Guid id, string number, DateTime now, string? queryCode)
    {
        var entry = command.Entry;
        return new Petition
        {
            Id = id,
            Number = number,
            Kind = CaseKind.Petition,
            Channel = entry.Register.Channel,
            SubChannel = (entry.Register as OnlineRegister)?.Platform?.Trim(),
            ReceivedAt = entry.ReceivedAt,
            RegisteredAt = now,
            RegisteredById = command.Act.ActorId,
            Petitioner = entry.Petitioner,
            Subject = entry.Subject.Trim(),
            Text = entry.Text,
            Place = entry.Place,
            RegisterJson = entry.Register.ToJson(),
            SourceId = SourceIdOf(command),
            DuplicateOfId = command.DuplicateOfId,
            IsUrgent = command.UrgentCriterion is not null,
            UrgentSince = command.UrgentCriterion is not null ? now : null,
            QueryCodeHash = queryCode is null ? null : QueryCode.Hash(queryCode),
        };
    }
}
