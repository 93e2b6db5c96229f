using System.Text.Json;
using System.Text.Json.Serialization;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Registers;

/// <summary>
/// What only one channel's register asks (the office's four forms, rulebook part 二). The common fields stand on the case itself;
/// these are kept as JSON in <see cref="Petition.RegisterJson"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "channel")]
[JsonDerivedType(typeof(LetterRegister), "letter")]
[JsonDerivedType(typeof(VisitRegister), "visit")]
[JsonDerivedType(typeof(CallRegister), "call")]
[JsonDerivedType(typeof(OnlineRegister), "online")]
public abstract record ChannelRegister
{
    private const string NothingWritten = "{}";

    [JsonIgnore]
    public Channel Channel => this switch
    {
        LetterRegister => Channel.Letter,
        VisitRegister => Channel.Visit,
        CallRegister => Channel.Call,
        OnlineRegister => Channel.Online,
        _ => throw new InvalidOperationException($"{GetType().Name} belongs to no channel."),
    };

    /// <summary>接待人 / 簽收人 / 接聽人 / 採集人: who took it in.</summary>
    public string? TakenBy { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, CaseEvent.Json);

    public static ChannelRegister Of(Petition petition) =>
        petition.RegisterJson == NothingWritten ? Empty(petition.Channel)
        : JsonSerializer.Deserialize<ChannelRegister>(petition.RegisterJson, CaseEvent.Json)
        ?? throw new InvalidOperationException($"Case {petition.Id} has no register.");

    /// <summary>The register of a channel with nothing filled in.</summary>
    public static ChannelRegister Empty(Channel channel) => channel switch
    {
        Channel.Letter => new LetterRegister(),
        Channel.Visit => new VisitRegister(),
        Channel.Call => new CallRegister(),
        Channel.Online => new OnlineRegister(),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };
}
