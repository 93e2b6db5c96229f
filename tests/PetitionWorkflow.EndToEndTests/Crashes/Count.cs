using System.Globalization;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary>Counts in the database and the mail folder, without the service's help.</summary>
internal sealed class Count(ProgramFolder folder, OfficeAtWork office)
{
    public void EverythingIsThereOnce(IEnumerable<string> files, int rows)
    {
        foreach (var file in files)
        {
            RowsAreInOnce(file, rows);
        }

        RegisteredPetitionsAreThereOnce();
        CompletedTasksAreCompletedOnce();
        NoTaskIsOrphanedOrDoubled();
        MailsWentOutOnce();
        RemindersAreComplete();
        Assert.True(Ahead(folder) >= TimeSpan.FromHours(office.HoursPassed), "Time that was passed is lost.");
    }

    /// <summary>The service's time as the database writes it.</summary>
    public static string Now(ProgramFolder folder) =>
        (TimeProvider.System.GetUtcNow() + Ahead(folder)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static TimeSpan Ahead(ProgramFolder folder) =>
        folder.Query("SELECT Value FROM ServiceSettings WHERE Name = 'demo-clock-ahead'") is [[string value]] ? TimeSpan.Parse(value, CultureInfo.InvariantCulture) : default;

    private void RowsAreInOnce(string prefix, int rows) => Assert.Equal(
        Enumerable.Range(1, rows).Select(row => PetitionFile.SubjectOf(prefix, row)).Order(StringComparer.Ordinal),
        folder.Query($"SELECT Subject FROM Petitions WHERE Subject LIKE '% {prefix}第%件'")!.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    private void RegisteredPetitionsAreThereOnce()
    {
        Assert.NotEmpty(office.Registered);
        foreach (var (id, receipt) in office.Registered)
        {
            Assert.Equal(1, folder.Number($"SELECT count(*) FROM Petitions WHERE hex(Id) = '{Hex(id)}' AND '{receipt}' LIKE '%/' || Number"));
        }

        Assert.Empty(folder.Query("SELECT Subject FROM Petitions GROUP BY Subject HAVING count(*) > 1")!);
    }

    private void CompletedTasksAreCompletedOnce()
    {
        Assert.NotEmpty(office.Completed);
        Assert.Equal(office.Completed.Count, office.Completed.DistinctBy(c => c.TaskId).Count());
        foreach (var (id, outcome) in office.Completed)
        {
            Assert.Equal(1, folder.Number($"SELECT count(*) FROM Tasks WHERE hex(Id) = '{Hex(id)}' AND State = 2 AND Outcome = '{outcome}'"));
        }

        Assert.Equal(folder.Number("SELECT count(*) FROM Tasks WHERE State = 2"), folder.Number("SELECT count(*) FROM CaseEvents WHERE Kind = 'TaskCompleted'"));
        Assert.Equal(
            folder.Number("SELECT count(*) FROM Tasks WHERE State = 2"),
            folder.Number("SELECT count(DISTINCT json_extract(Data, '$.taskId')) FROM CaseEvents WHERE Kind = 'TaskCompleted'"));
    }

    private void NoTaskIsOrphanedOrDoubled()
    {
        Assert.Empty(folder.Query("SELECT hex(PetitionId), TaskType FROM Tasks GROUP BY PetitionId, TaskType HAVING count(*) > 1")!);
        Assert.Empty(folder.Query("SELECT Number FROM Petitions p WHERE NOT EXISTS (SELECT 1 FROM Tasks t WHERE t.PetitionId = p.Id AND t.State = 1)")!);
    }

    private void MailsWentOutOnce()
    {
        Assert.True(folder.Number("SELECT count(*) FROM OutgoingMails") > 0, "No mail was to be sent.");
        Assert.Equal(0, folder.Number("SELECT count(*) FROM OutgoingMails WHERE State NOT IN (3, 6)"));
        Assert.Empty(folder.Query("SELECT DedupKey FROM OutgoingMails GROUP BY DedupKey HAVING count(*) > 1")!);
        Assert.Equal(folder.Number("SELECT count(*) FROM OutgoingMails WHERE State = 3"), Directory.GetFiles(folder.MailFolder).Count(f => f.EndsWith(".eml", StringComparison.Ordinal)));
    }

    /// <summary>Clocks of one kind that run to one day have had the same reminders (urgings, which may be passed over, apart): one that lacks any was forgotten.</summary>
    private void RemindersAreComplete()
    {
        var stages = folder.Query("""
            SELECT c.Code || ' ' || c.DueDay || ' ' || date(c.StartedAt), hex(c.Id), coalesce((SELECT group_concat(Stage) FROM (SELECT r.Stage FROM ClockReminders r WHERE r.ClockId = c.Id AND r.DueDay = c.DueDay AND r.Kind <> 6 ORDER BY r.Stage)), '')
            FROM Clocks c WHERE c.EndedAt IS NULL AND c.AssignmentId IS NULL AND c.StartedAt = (SELECT p.ReceivedAt FROM Petitions p WHERE p.Id = c.PetitionId)
            """)!;
        Assert.Contains(stages, s => ((string)s[2]).Length > 0);
        foreach (var alike in stages.GroupBy(s => (string)s[0]))
        {
            Assert.True(alike.Select(s => (string)s[2]).Distinct().Count() == 1, $"{alike.Key}: {string.Join(" | ", alike.Select(s => s[2]).Distinct())}");
        }
    }

    private static string Hex(Guid id) => Convert.ToHexString(id.ToByteArray(bigEndian: true));
}
