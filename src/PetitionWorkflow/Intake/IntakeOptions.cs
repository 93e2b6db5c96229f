using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>Section <c>Intake</c>: which register fields must be filled beyond subject, text and time (C15). Comma-separated.</summary>
public sealed class IntakeOptions
{
    /// <summary>Default: Petitioner.Name, Petitioner.Address.</summary>
    public string RequiredForLetter { get; set; } = "Petitioner.Name, Petitioner.Address";

    /// <summary>Default: Petitioner.Name, Petitioner.Gender, Petitioner.Phone, Petitioner.Address.</summary>
    public string RequiredForVisit { get; set; } = "Petitioner.Name, Petitioner.Gender, Petitioner.Phone, Petitioner.Address";

    /// <summary>Default: Petitioner.Name, Petitioner.Phone.</summary>
    public string RequiredForCall { get; set; } = "Petitioner.Name, Petitioner.Phone";

    /// <summary>Default: Register.Platform.</summary>
    public string RequiredForOnline { get; set; } = "Register.Platform";

    /// <summary>An anonymous petitioner fills no personal field, whatever is required of others.</summary>
    public IReadOnlyList<string> RequiredOf(Channel channel, bool anonymous) =>
        [.. Split(channel).Where(field => !anonymous || !field.StartsWith("Petitioner.", StringComparison.Ordinal))];

    internal bool NamesOnlyKnownFields() =>
        Enum.GetValues<Channel>().SelectMany(Split).All(RequiredFields.Known.ContainsKey);

    private string[] Split(Channel channel) => (channel switch
    {
        Channel.Letter => RequiredForLetter,
        Channel.Visit => RequiredForVisit,
        Channel.Call => RequiredForCall,
        Channel.Online => RequiredForOnline,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    }).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
