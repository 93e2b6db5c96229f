using System.Text.Json.Serialization;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Api;

/// <summary>A petition that another system hands over.</summary>
public sealed record PetitionIn
{
    /// <summary>Chosen by the sender: sending it again answers 409 and registers nothing.</summary>
    public Guid? Id { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<Channel>))]
    public Channel Channel { get; init; } = Channel.Online;

    public required string Subject { get; init; }
    public required string Text { get; init; }
    public string? Place { get; init; }

    /// <summary>When it reached the first office; now when left out.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public PersonIn? Petitioner { get; init; }

    /// <summary>Where an online message was written; the key's name when left out.</summary>
    public string? Platform { get; init; }

    /// <summary>The platform's own id: a message is registered once.</summary>
    public string? MessageId { get; init; }

    public string? UrgentCriterion { get; init; }

    internal RegisterEntry ToEntry(DateTime now, string sender) => new()
    {
        Register = Channel switch
        {
            Channel.Letter => new LetterRegister { TakenBy = sender },
            Channel.Visit => new VisitRegister { TakenBy = sender },
            Channel.Call => new CallRegister { TakenBy = sender },
            _ => new OnlineRegister { TakenBy = sender, Platform = Platform ?? sender, MessageId = MessageId, CapturedAt = now },
        },
        Petitioner = new Petitioner
        {
            Name = Petitioner?.Name, Phone = Petitioner?.Phone, Address = Petitioner?.Address, Email = Petitioner?.Email,
            IsAnonymous = Petitioner is null || Petitioner.IsAnonymous, PeopleCount = Petitioner?.PeopleCount ?? 1,
        },
        Subject = TypedText.Clean(Subject),
        Text = TypedText.Clean(Text),
        Place = Place,
        ReceivedAt = ReceivedAt?.UtcDateTime ?? now,
    };
}

public sealed record PersonIn(string? Name, string? Phone, string? Address, string? Email, bool IsAnonymous = false, int PeopleCount = 1);

/// <param name="QueryCode">For the petitioner; told this once.</param>
public sealed record PetitionReceipt(Guid Id, string Number, string? QueryCode);

/// <summary>Where a case stands, without a word of what it is about.</summary>
public sealed record PetitionStatus(
    string Number,
    [property: JsonConverter(typeof(JsonStringEnumConverter<CaseStage>))] CaseStage Stage,
    string? Outcome, bool IsUrgent, DateTime ReceivedAt, DateTime? AcceptedAt, DateTime? OpinionDeliveredAt, DateTime? ClosedAt)
{
    internal static PetitionStatus Of(Petition p) =>
        new(p.Number, p.Stage, p.Outcome?.ToString(), p.IsUrgent, p.ReceivedAt, p.AcceptedAt, p.OpinionDeliveredAt, p.ClosedAt);
}

public sealed record PetitionOut(
    Guid Id, PetitionStatus Status, string Kind, string Channel, string? SubChannel, string Subject, string Text, string? Place,
    string? MatterClass, string? Category, string Importance, PersonOut? Petitioner)
{
    internal static PetitionOut Of(Petition p) => new(
        p.Id, PetitionStatus.Of(p), p.Kind.ToString(), p.Channel.ToString(), p.SubChannel, p.Subject, p.Text, p.Place, p.MatterClass?.ToString(), p.Category,
        p.Importance.ToString(),
        p.Petitioner.IsAnonymous ? null : new PersonOut(p.Petitioner.Name, p.Petitioner.Phone, p.Petitioner.Address, p.Petitioner.Email, p.Petitioner.PeopleCount));
}

public sealed record PersonOut(string? Name, string? Phone, string? Address, string? Email, int PeopleCount);

public sealed record PetitionLine(string Number, string Subject, string Channel, string Stage, string? Outcome, bool IsUrgent, DateTime ReceivedAt, string? LeadUnit);

public sealed record Listing<T>(IReadOnlyList<T> Items, int Total, int Page);

public sealed record TaskLine(Guid Id, string Type, string Petition, bool IsUrgent, DateTime? DueAt, int Round, bool IsHeld);

/// <summary>One task with what its form asks for.</summary>
public sealed record TaskOut(Guid Id, string Type, string Petition, string State, DateTime? DueAt, IReadOnlyList<string> Outcomes, IReadOnlyList<TaskFieldOut> Fields);

public sealed record TaskFieldOut(string Name, string Kind, bool Required, IReadOnlyList<string> Options, IReadOnlyList<string> OnlyFor);

public sealed record TaskAnswerIn(string Outcome, Dictionary<string, string>? Values);

public sealed record TaskResult(string Petition, string Type, string Outcome);
