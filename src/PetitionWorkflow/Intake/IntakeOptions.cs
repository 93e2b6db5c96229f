using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>Section <c>Intake</c>: which register fields must be filled beyond subject, text and time (C15), and the daily rounds. Comma-separated.</summary>
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

    /// <summary>Where the office looks for petitions every working day (C35). Default: 官方网站, 微博, 微信公众号.</summary>
    public string WatchedPlatforms { get; set; } = "官方网站, 微博, 微信公众号";

    /// <summary>China wall clock: what is not recorded by then is told to the clerks (C22, C35). Default 16:00.</summary>
    public TimeOnly RoundsBy { get; set; } = new(16, 0);

    public IReadOnlyList<string> Platforms => WatchedPlatforms.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

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
