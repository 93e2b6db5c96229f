using System.Globalization;
using System.Text.Json;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// A year to import. JSON: <c>{ "year": 2027, "source": "…", "rest": { "NewYear": ["01-01"] }, "makeUp": { "NewYear": ["01-03"] } }</c>;
/// CSV: columns <c>date,kind,holiday</c> with kind <c>rest</c> or <c>makeUp</c>. Both give the same year.
/// </summary>
public static class CalendarYearFile
{
    public static Result<CalendarYear> FromJson(string text, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("year", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var year))
            {
                return new Refusal("calendar-file-unreadable", source);
            }

            return FromJson(year, root, source);
        }
        catch (JsonException)
        {
            return new Refusal("calendar-file-unreadable", source);
        }
    }

    internal static Result<CalendarYear> FromJson(int year, JsonElement days, string source)
    {
        var (rest, makeUp) = (new Dictionary<DateOnly, Holiday>(), new Dictionary<DateOnly, Holiday>());
        return (Add(year, days, "rest", rest) ?? Add(year, days, "makeUp", makeUp)) is { } refusal
            ? refusal
            : CalendarYear.Announced(year, source, rest, makeUp);
    }

    public static Result<CalendarYear> FromCsv(string text, int year, string source)
    {
        var read = CsvTable.Read(text);
        if (read.Refusal is { } unreadable)
        {
            return unreadable;
        }

        List<string> headings = [.. read.Value.Headings];
        var (date, kind, holiday) = (headings.IndexOf("date"), headings.IndexOf("kind"), headings.IndexOf("holiday"));
        if (date < 0 || kind < 0)
        {
            return new Refusal("calendar-file-columns", "date,kind,holiday");
        }

        var (rest, makeUp) = (new Dictionary<DateOnly, Holiday>(), new Dictionary<DateOnly, Holiday>());
        foreach (var cells in read.Value.Rows.Select(row => row.Fields))
        {
            var into = cells.ElementAtOrDefault(kind) switch { "rest" => rest, "makeUp" => makeUp, _ => null };
            if (into is null)
            {
                return new Refusal("calendar-day-unreadable", string.Join(',', cells), year);
            }

            if (Put(year, cells.ElementAtOrDefault(date), HolidayOf(cells.ElementAtOrDefault(holiday)), into) is { } refusal)
            {
                return refusal;
            }
        }

        return CalendarYear.Announced(year, source, rest, makeUp);
    }

    /// <summary>The year as <see cref="FromJson(string, string)"/> reads it.</summary>
    public static string ToJson(CalendarYear year) => JsonSerializer.Serialize(new
    {
        year = year.Year,
        rest = Lists(year.RestDays),
        makeUp = Lists(year.MakeUpDays),
    });

    private static Dictionary<string, string[]> Lists(IReadOnlyDictionary<DateOnly, Holiday> days) => days
        .GroupBy(d => d.Value)
        .ToDictionary(g => g.Key.ToString(), g => g.Select(d => d.Key.ToString("MM-dd", CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal).ToArray());

    private static Refusal? Add(int year, JsonElement days, string list, Dictionary<DateOnly, Holiday> into)
    {
        if (!days.TryGetProperty(list, out var holidays))
        {
            return null;
        }

        if (holidays.ValueKind != JsonValueKind.Object)
        {
            return new Refusal("calendar-file-unreadable", list);
        }

        foreach (var holiday in holidays.EnumerateObject())
        {
            if (holiday.Value.ValueKind != JsonValueKind.Array)
            {
                return new Refusal("calendar-file-unreadable", holiday.Name);
            }

            foreach (var day in holiday.Value.EnumerateArray())
            {
                if (Put(year, day.ValueKind == JsonValueKind.String ? day.GetString() : null, HolidayOf(holiday.Name), into) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    /// <summary>A day is <c>2027-01-01</c>, or <c>01-01</c> where the year goes without saying.</summary>
    private static Refusal? Put(int year, string? text, Holiday holiday, Dictionary<DateOnly, Holiday> into)
    {
        var full = text?.Length == 5 ? $"{year:0000}-{text}" : text;
        if (!DateOnly.TryParseExact(full, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new Refusal("calendar-day-unreadable", text ?? "", year);
        }

        return into.TryAdd(day, holiday) ? null : new Refusal("calendar-day-twice", full!);
    }

    private static Holiday HolidayOf(string? name) => Enum.TryParse<Holiday>(name, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : Holiday.Other;
}
