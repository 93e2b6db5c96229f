using System.Globalization;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Shared.Files;

namespace PetitionWorkflow.Staff.Rosters;

/// <summary>The roster as a file for a spreadsheet: <c>day,post,from,until,account</c>, what was written by an export is read by an import.</summary>
public static class RosterFile
{
    public static readonly IReadOnlyList<string> Columns = ["day", "post", "from", "until", "account"];

    public const int MaxLength = 200_000;

    public static string[] Line(DutyShift shift, string account) =>
        [shift.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{shift.Post}".ToLowerInvariant(), Time(shift.From), Time(shift.Until), account];

    /// <param name="text">The whole file.</param>
    /// <param name="accounts">Sign-in names in capitals.</param>
    /// <returns>An entry for each row after the first; what cannot be read in a line is left empty and refused when it is added.</returns>
    public static Result<List<ShiftEntry>> Read(string text, IReadOnlyDictionary<string, Guid> accounts)
    {
        if (text.Length > MaxLength)
        {
            return new Refusal("roster-too-long", RosterWriter.MostEntries);
        }

        var read = CsvTable.Read(text);
        if (read.Refusal is { } unreadable)
        {
            return unreadable;
        }

        if (!read.Value.Headings.SequenceEqual(Columns))
        {
            return new Refusal("roster-columns", string.Join(',', Columns));
        }

        List<ShiftEntry> entries = [.. read.Value.Rows.Select(row => Entry(row.Fields, accounts) with { Line = row.Line })];
        return entries.Count == 0 ? new Refusal("roster-empty") : entries;
    }

    private static ShiftEntry Entry(IReadOnlyList<string> cells, IReadOnlyDictionary<string, Guid> accounts) => cells.Count != Columns.Count
        ? new ShiftEntry(null, null, null, null, null)
        : new ShiftEntry(
            DateOnly.TryParseExact(cells[0], ["yyyy-MM-dd", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Enum.TryParse<DutyPost>(cells[1], ignoreCase: true, out var post) && Enum.IsDefined(post) && !char.IsDigit(cells[1][0]) ? post : null,
            TimeOf(cells[2]),
            TimeOf(cells[3]),
            accounts.TryGetValue(cells[4].ToUpperInvariant(), out var person) ? person : null);

    private static TimeOnly? TimeOf(string cell) => cell == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(cell, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
