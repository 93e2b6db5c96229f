using PetitionWorkflow.Deadlines;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class CalendarYearFileTests
{
    private const string Json = """{ "year": 2027, "rest": { "NewYear": ["01-01", "2027-01-02"], "Something new": ["06-01"] }, "makeUp": { "NewYear": ["01-09"] } }""";

    private const string Csv =
        """
        date,kind,holiday
        2027-01-01,rest,NewYear
        01-02,rest,NewYear
        2027-06-01,rest,
        "2027-01-09",makeUp,NewYear
        """;

    [Fact]
    public void FromJsonAndFromCsv_OfTheSameYear_GiveTheSameYear()
    {
        var json = CalendarYearFile.FromJson(Json, "announcement").Value;
        var csv = CalendarYearFile.FromCsv(Csv.ReplaceLineEndings("\r\n"), 2027, "announcement").Value;

        Assert.Equal(json.RestDays.OrderBy(d => d.Key), csv.RestDays.OrderBy(d => d.Key));
        Assert.Equal(json.MakeUpDays, csv.MakeUpDays);
        Assert.Equal(Holiday.Other, json.RestDays[new DateOnly(2027, 6, 1)]);
        Assert.False(json.IsProvisional);
        Assert.Equal("announcement", json.Source);
    }

    [Theory]
    [InlineData("", "calendar-file-unreadable")]
    [InlineData("[]", "calendar-file-unreadable")]
    [InlineData("""{ "year": "2027" }""", "calendar-file-unreadable")]
    [InlineData("""{ "year": 2027, "rest": ["01-01"] }""", "calendar-file-unreadable")]
    [InlineData("""{ "year": 2027, "rest": { "NewYear": "01-01" } }""", "calendar-file-unreadable")]
    [InlineData("""{ "year": 2027, "rest": { "NewYear": [1] } }""", "calendar-day-unreadable")]
    [InlineData("""{ "year": 2027, "rest": { "NewYear": ["02-29"] } }""", "calendar-day-unreadable")]
    [InlineData("""{ "year": 2027, "rest": { "NewYear": ["01-01", "01-01"] } }""", "calendar-day-twice")]
    [InlineData("""{ "year": 2027, "rest": { "NewYear": ["2026-12-31"] } }""", "calendar-day-of-another-year")]
    [InlineData("""{ "year": 2027, "rest": { "NewYear": ["01-02"] }, "makeUp": { "NewYear": ["01-02"] } }""", "calendar-day-rest-and-work")]
    [InlineData("""{ "year": 2027, "rest": { "NewYear": ["01-01"] }, "makeUp": { "NewYear": ["01-06"] } }""", "calendar-make-up-on-weekday")]
    [InlineData("""{ "year": 2027 }""", "calendar-year-without-holidays")]
    [InlineData("""{ "year": 3027, "rest": { "NewYear": ["01-01"] } }""", "calendar-year-unknown")]
    public void FromJson_OfABrokenFile_IsRefused(string text, string code) =>
        Assert.Equal(code, CalendarYearFile.FromJson(text, "file").Refusal?.Code);

    [Theory]
    [InlineData("date;kind;holiday\r\n2027-01-01;rest;\"New Year; first day\"\r\n")]
    [InlineData("\uFEFFholiday\tkind\tdate\n\"New Year\nfirst day\"\trest\t2027-01-01\n\n\t\t\n")]
    [InlineData("date,kind,holiday\r2027-01-01,\"rest\",\"The \"\"New\"\" Year, first day\"\r")]
    public void FromCsv_AsSpreadsheetsWriteIt_ReadsQuotesSeparatorsAndLineEnds(string text)
    {
        var year = CalendarYearFile.FromCsv(text, 2027, "file").Value;

        Assert.Equal([new DateOnly(2027, 1, 1)], year.RestDays.Keys);
        Assert.Empty(year.MakeUpDays);
    }

    [Fact]
    public void FromCsv_WithAQuoteLeftOpen_NamesTheLine()
    {
        var refusal = CalendarYearFile.FromCsv("date,kind,holiday\n2027-01-01,rest,NewYear\n2027-01-02,rest,\"NewYear\n", 2027, "file").Refusal!;

        Assert.Equal(("file-line-unreadable", 3L), (refusal.Code, refusal.Args[0]));
    }

    [Theory]
    [InlineData("", "calendar-file-columns")]
    [InlineData("day,kind\n2027-01-01,rest", "calendar-file-columns")]
    [InlineData("date,kind\n2027-01-01,holiday", "calendar-day-unreadable")]
    [InlineData("date,kind\n2027-01-01", "calendar-day-unreadable")]
    [InlineData("date,kind\n2027-13-01,rest", "calendar-day-unreadable")]
    [InlineData("date,kind\n2026-01-01,rest", "calendar-day-of-another-year")]
    [InlineData("date,kind\n2027-01-02,rest\n2027-01-02,makeUp", "calendar-day-rest-and-work")]
    public void FromCsv_OfABrokenFile_IsRefused(string text, string code) =>
        Assert.Equal(code, CalendarYearFile.FromCsv(text, 2027, "file").Refusal?.Code);
}
