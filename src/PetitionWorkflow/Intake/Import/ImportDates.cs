using System.Globalization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Import;

/// <summary>Times as exports write them. Without a zone they are China Standard Time.</summary>
internal static class ImportDates
{
    private static readonly string[] Zoneless =
    [
        "yyyy-M-dTH:m", "yyyy-M-dTH:m:s", "yyyy-M-dTH:m:s.FFFFFFF",
        "yyyy-M-d H:m", "yyyy-M-d H:m:s", "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d",
        "yyyy/M/d H:m", "yyyy/M/d H:m:s", "yyyy/M/d", "yyyy.M.d H:m:s", "yyyy.M.d H:m", "yyyy.M.d",
        "yyyy年M月d日 H时m分s秒", "yyyy年M月d日 H时m分", "yyyy年M月d日 H時m分s秒", "yyyy年M月d日 H時m分", "yyyy年M月d日 H:m:s", "yyyy年M月d日 H:m", "yyyy年M月d日",
        "yyyyMMddHHmmss", "yyyyMMdd",
    ];

    private static readonly string[] Zoned = ["yyyy-M-dTH:m:sK", "yyyy-M-dTH:m:s.FFFFFFFK", "yyyy-M-dTH:mK", "yyyy-M-d H:m:sK", "yyyy-M-d H:m:s K", "yyyy-M-d H:m:s.FFFFFFFK"];

    /// <returns>UTC; null when it is no date, or one that no calendar has.</returns>
    public static DateTime? Parse(string text)
    {
        const DateTimeStyles styles = DateTimeStyles.AllowWhiteSpaces;
        if (DateTime.TryParseExact(text, Zoneless, CultureInfo.InvariantCulture, styles, out var local))
        {
            return ChinaTime.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        }

        return DateTimeOffset.TryParseExact(text, Zoned, CultureInfo.InvariantCulture, styles | DateTimeStyles.AssumeUniversal, out var zoned)
            ? zoned.UtcDateTime
            : null;
    }
}
