using System.Text.Json;
using System.Text.Json.Serialization;

namespace PetitionWorkflow.Shared;

/// <summary>
/// Something that happened to a case. Rooms to the right listen by <see cref="ICaseEventHandler{TEvent}"/>; the event is stored
/// in the same transaction, and the stored events are the case's history.
/// </summary>
public interface ICaseEvent;

/// <summary>One of the few kinds that lists and reports look for across all cases: an index of its own finds it by its time.</summary>
public interface IFoundAcrossCases : ICaseEvent;

/// <summary>Reacts within the same unit of work; what it changes commits together with the event.</summary>
public interface ICaseEventHandler<in TEvent> where TEvent : ICaseEvent
{
    Task HandleAsync(Guid petitionId, TEvent happened, ActContext act, CancellationToken cancellation);
}

/// <summary>A stored event: one line of the case's history.</summary>
public sealed class CaseEvent
{
    public long Id { get; private set; }
    public required Guid PetitionId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? Reason { get; init; }

    /// <summary>The event's class name; the key of its sentence in the history (<c>Event.TaskCompleted</c>).</summary>
    public required string Kind { get; init; }

    /// <summary>The event's properties as JSON (camelCase).</summary>
    public required string Data { get; init; }

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static CaseEvent From(Guid petitionId, ICaseEvent happened, ActContext act, DateTime at) => new()
    {
        PetitionId = petitionId,
        At = at,
        ActorId = act.ActorId,
        ActorName = act.ActorName,
        Reason = act.Reason,
        Kind = happened.GetType().Name,
        Data = JsonSerializer.Serialize(happened, happened.GetType(), Json),
    };
}
