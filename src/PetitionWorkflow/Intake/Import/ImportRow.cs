using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;

namespace PetitionWorkflow.Intake.Import;

/// <summary>One row of a file as a register entry, or the reason why it is none.</summary>
internal sealed record ImportRow(long Line, RegisterEntry? Entry, string? SourceId, Refusal? Refusal)
{
    /// <summary>What tells a person which row it was.</summary>
    public string? Subject { get; private init; }

    public string? MessageId { get; private init; }

    public static ImportRow Of(CsvRecord record, ColumnMap map, RegisterRules rules, DateTime now, string platform)
    {
        var fields = record.Fields;
        var row = new ImportRow(record.Line, null, null, null)
        {
            Subject = map.Value(fields, ImportColumn.Subject),
            MessageId = map.Value(fields, ImportColumn.MessageId),
        };
        if (record.Problem is { } problem)
        {
            return row with { Refusal = new Refusal(problem) };
        }

        if (CheckShape(fields, map) is { } misshapen)
        {
            return row with { Refusal = misshapen };
        }

        var sent = SentAt(fields, map, now);
        if (sent.IsRefused)
        {
            return row with { Refusal = sent.Refusal };
        }

        var replied = OptionalTime(fields, map, ImportColumn.RepliedAt);
        if (replied.IsRefused)
        {
            return row with { Refusal = replied.Refusal };
        }

        var entry = EntryOf(fields, map, sent.Value, now, platform, replied.Value);
        var online = (OnlineRegister)entry.Register;
        return rules.Check(entry) is { } wrong
            ? row with { Refusal = wrong }
            : row with
            {
                Entry = entry,
                SourceId = SourceIds.Of(online.Platform, online.MessageId) ?? SourceIds.OfContent(online.Account, sent.Value, entry.Subject, entry.Text),
            };
    }

    private static Refusal? CheckShape(IReadOnlyList<string> fields, ColumnMap map) =>
        fields.Count != map.Headings.Count ? new Refusal("import-column-count", map.Headings.Count, fields.Count)
        : fields.Any(field => field.Contains('\uFFFD')) ? new Refusal("import-unreadable-characters")
        : fields.Any(field => field.Contains('\0')) ? new Refusal("import-unreadable-characters")
        : map.Value(fields, ImportColumn.Subject) is null ? new Refusal("import-subject-missing")
        : map.Value(fields, ImportColumn.Text) is null ? new Refusal("import-text-missing")
        : null;

    private static Result<DateTime> SentAt(IReadOnlyList<string> fields, ColumnMap map, DateTime now)
    {
        if (!map.Has(ImportColumn.SentAt))
        {
            return now;
        }

        if (map.Value(fields, ImportColumn.SentAt) is not { } text)
        {
            return new Refusal("import-date-missing");
        }

        return ImportDates.Parse(text) is { } sent ? sent : Impossible(text);
    }

    private static Result<DateTime?> OptionalTime(IReadOnlyList<string> fields, ColumnMap map, ImportColumn column) =>
        map.Value(fields, column) is not { } text ? (DateTime?)null : ImportDates.Parse(text) is { } time ? time : Impossible(text);

    private static Refusal Impossible(string text) => new("import-date-impossible", text.Length > 40 ? text[..40] : text);

    private static RegisterEntry EntryOf(IReadOnlyList<string> fields, ColumnMap map, DateTime sentAt, DateTime now, string platform, DateTime? repliedAt)
    {
        string? Value(ImportColumn column) => map.Value(fields, column);
        var account = Value(ImportColumn.Account);
        return new RegisterEntry
        {
            Subject = Value(ImportColumn.Subject)!,
            Text = Value(ImportColumn.Text)!,
            ReceivedAt = sentAt,
            Place = Value(ImportColumn.Place),
            Petitioner = new Petitioner
            {
                Name = Value(ImportColumn.Name),
                Phone = Value(ImportColumn.Phone),
                Email = Value(ImportColumn.Email),
                Address = Value(ImportColumn.Address),
                Age = map.Number(fields, ImportColumn.Age),
                Gender = GenderOf(Value(ImportColumn.Gender)),
                IsAnonymous = Value(ImportColumn.Name) is null && Value(ImportColumn.Phone) is null && account is null,
            },
            Register = new OnlineRegister
            {
                Platform = Value(ImportColumn.Platform) ?? platform,
                MessageId = Value(ImportColumn.MessageId),
                Account = account,
                CapturedAt = now,
                IsPublic = IsYes(Value(ImportColumn.IsPublic)),
                Link = Value(ImportColumn.Link),
                Likes = map.Number(fields, ImportColumn.Likes),
                Dislikes = map.Number(fields, ImportColumn.Dislikes),
                Reply = Value(ImportColumn.Reply),
                RepliedAt = repliedAt,
                Category = Value(ImportColumn.Category),
            },
        };
    }

    private static Gender? GenderOf(string? text) => text?.ToLowerInvariant() switch
    {
        "男" or "m" or "male" => Gender.Male,
        "女" or "f" or "female" => Gender.Female,
        _ => null,
    };

    private static bool? IsYes(string? text) => text?.ToLowerInvariant() switch
    {
        "是" or "公开" or "公開" or "1" or "true" or "yes" => true,
        "否" or "私信" or "0" or "false" or "no" => false,
        _ => null,
    };
}
