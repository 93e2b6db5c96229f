using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Profiles;

/// <summary>A row of the table; every condition that is given must hold.</summary>
/// <param name="Profile">What a case follows.</param>
/// <param name="Channel">How it came; null: any way.</param>
/// <param name="Region">Part of the place that the petition is about; null: anywhere.</param>
public sealed record ProfileRow(string Profile, Channel? Channel = null, string? Region = null)
{
    public bool Fits(Channel channel, string? place) =>
        (Channel is not { } wanted || wanted == channel) && (Region is not { } region || place?.Contains(region, StringComparison.OrdinalIgnoreCase) == true);
}

/// <summary>Which profile was chosen, and why; kept on the case and on each of its clocks.</summary>
/// <param name="Profile">One of <see cref="ClockProfiles.All"/>.</param>
/// <param name="TableVersion">The version of the table that was asked; 0 before any was published.</param>
/// <param name="Row">Counted from 1; 0: no row fitted.</param>
/// <param name="Channel">How the case came.</param>
/// <param name="Region">The row's region.</param>
public sealed record ProfileChoice(string Profile, int TableVersion, int Row, Channel Channel, string? Region = null);

/// <summary>The decision by channel and region: the first row that fits; the national profile where none does.</summary>
public sealed record ProfileTable(int Version, IReadOnlyList<ProfileRow> Rows)
{
    public static readonly ProfileTable Empty = new(0, []);

    public ProfileChoice Decide(Channel channel, string? place)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            if (Rows[i].Fits(channel, place))
            {
                return new ProfileChoice(Rows[i].Profile, Version, i + 1, channel, Rows[i].Region);
            }
        }

        return new ProfileChoice(ClockProfiles.National, Version, 0, channel);
    }
}
