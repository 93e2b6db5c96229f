using System.Globalization;
using System.Text.Json;

namespace PetitionWorkflow.Deadlines;

/// <summary>The announced years that come with the service (Data/rest-days.json, see docs/adr/0004-calendar.md).</summary>
public static class OfficialYears
{
    private static readonly Lazy<WorkingCalendar> Loaded = new(Load);

    public static WorkingCalendar Calendar => Loaded.Value;

    private static WorkingCalendar Load()
    {
        using var stream = typeof(OfficialYears).Assembly.GetManifestResourceStream("deadlines/rest-days.json")!;
        using var json = JsonDocument.Parse(stream);
        var root = json.RootElement;
        var source = $"{root.GetProperty("source").GetString()} {root.GetProperty("version").GetString()}";
        return new WorkingCalendar(root.GetProperty("years").EnumerateObject().Select(year =>
            CalendarYearFile.FromJson(int.Parse(year.Name, CultureInfo.InvariantCulture), year.Value, source).Value));
    }
}
