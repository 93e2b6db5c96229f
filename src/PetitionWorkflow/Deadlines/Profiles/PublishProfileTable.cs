using System.Text.Json;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Profiles;

/// <summary>From now on new cases are given their profile by these rows.</summary>
/// <param name="BasedOn">The version that the administrator began with; refused when another was published meanwhile.</param>
public sealed record PublishProfileTable(int BasedOn, IReadOnlyList<ProfileRow> Rows, string? Note, ActContext Act)
{
    /// <summary>Characters.</summary>
    public const int MaxNote = 200;

    public const int MaxRows = 50;
    public const int MaxRegion = 50;
}

public sealed class PublishProfileTableHandler(UnitOfWork work, CaseProfiles profiles)
{
    /// <returns>The new version.</returns>
    public async Task<Result<int>> HandleAsync(PublishProfileTable command, CancellationToken cancellation)
    {
        var before = await profiles.CurrentAsync(cancellation);
        if (before.Version != command.BasedOn)
        {
            return new Refusal("clock-profiles-changed-meanwhile", before.Version);
        }

        if (before.Rows.SequenceEqual(command.Rows))
        {
            return new Refusal("clock-rule-unchanged");
        }

        if (Refusal.Together([.. Check(command.Rows, command.Note)]) is { } refusal)
        {
            return refusal;
        }

        work.Db.Add(new ProfileTableVersion
        {
            Version = before.Version + 1,
            Json = JsonSerializer.Serialize(command.Rows, CaseEvent.Json),
            Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
            PublishedAt = work.Time.UtcNow(),
            PublishedById = command.Act.ActorId,
            PublishedBy = command.Act.ActorName,
        });
        return before.Version + 1;
    }

    /// <summary>Every fault of the rows; a row behind one that takes everything would never be asked.</summary>
    public static IEnumerable<Refusal> Check(IReadOnlyList<ProfileRow> rows, string? note)
    {
        if (note?.Length > PublishProfileTable.MaxNote)
        {
            yield return new Refusal("clock-rule-note-length", PublishProfileTable.MaxNote);
        }

        if (rows.Count > PublishProfileTable.MaxRows)
        {
            yield return new Refusal("clock-profiles-rows", PublishProfileTable.MaxRows);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var (row, earlier) = (rows[i], rows.Take(i).ToList());
            if (!ClockProfiles.All.Contains(row.Profile) || (row.Channel is { } channel && !Enum.IsDefined(channel)) || row.Region is { Length: 0 or > PublishProfileTable.MaxRegion })
            {
                yield return new Refusal("clock-profiles-row", i + 1, PublishProfileTable.MaxRegion);
            }
            else if (earlier.FindIndex(e => (e.Channel is null || e.Channel == row.Channel) && (e.Region is null || row.Region?.Contains(e.Region, StringComparison.OrdinalIgnoreCase) == true)) is >= 0 and var over)
            {
                yield return new Refusal("clock-profiles-row-never", i + 1, over + 1);
            }
        }
    }
}
