using System.Text.Json;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

public static class ImportRejects
{
    private const int MaxShown = 100;

    internal static ImportReject Of(Guid runId, ImportRow row, Refusal refusal) => new()
    {
        RunId = runId,
        Line = row.Line,
        Code = refusal.Code,
        Field = refusal.Field,
        ArgsJson = JsonSerializer.Serialize(refusal.Args.Select(arg => Convert.ToString(arg, System.Globalization.CultureInfo.InvariantCulture)), CaseEvent.Json),
        MessageId = Cut(row.MessageId),
        Subject = Cut(row.Subject),
    };

    /// <summary>The reason in the reader's language.</summary>
    public static string ReasonOf(this ImportReject reject, Texts texts)
    {
        var args = JsonSerializer.Deserialize<string[]>(reject.ArgsJson, CaseEvent.Json) ?? [];
        var reason = texts.Of(new Refusal(reject.Code, [.. args]));
        return reject.Field is { } field && texts.Has("Intake.Field." + field) ? texts["Intake.FieldReason", texts["Intake.Field." + field], reason] : reason;
    }

    private static string? Cut(string? text) => text is null || text.Length <= MaxShown ? text : text[..(char.IsHighSurrogate(text[MaxShown - 1]) ? MaxShown - 1 : MaxShown)];
}
