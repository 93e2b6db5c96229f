namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary>Holds what a mail server accepted against what a database says.</summary>
internal sealed class MailCount(SharedDatabase database, IReadOnlyList<(string Connection, string MessageId)> accepted)
{
    /// <summary>A sender holds so many at once; what it had given to the server when it was killed is given again.</summary>
    private const int HeldAtOnce = 20;

    public void EverythingWentOutOnce(int cases, int kills)
    {
        Assert.Equal(cases, database.Number("""SELECT count(*) FROM "Petitions" """));
        EveryCaseReachedTheLeaderOnce(cases);
        RemindersAreToldOfOnce();
        EveryMailArrived();
        OnlyWhatAKillCutOffCameAgain(kills);
    }

    private void EveryCaseReachedTheLeaderOnce(int cases) =>
        Assert.Equal(cases, database.Number("""SELECT count(DISTINCT "PetitionId") FROM "OutgoingMails" WHERE "Kind" = 'urgent' GROUP BY "ToAddress" """));

    /// <summary>Every rung that was sent stands once in the history, and clocks that are alike have climbed alike (urgings, which may be passed over, apart).</summary>
    private void RemindersAreToldOfOnce()
    {
        Assert.Equal(
            database.Number("""SELECT count(*) FROM "ClockReminders" WHERE "Fate" = 1"""),
            database.Number("""SELECT count(*) FROM "CaseEvents" WHERE "Kind" = 'ReminderDue'"""));
        var rungs = database.Query("""
            SELECT c."Code", c."Id", coalesce((SELECT string_agg(r."Stage", ' ' ORDER BY r."Stage") FROM "ClockReminders" r WHERE r."ClockId" = c."Id" AND r."Kind" <> 6), '')
            FROM "Clocks" c WHERE c."EndedAt" IS NULL
            """);
        Assert.Contains(rungs, r => ((string)r[2]).Contains("yellow-card", StringComparison.Ordinal));
        foreach (var alike in rungs.GroupBy(r => (string)r[0]))
        {
            Assert.True(alike.Select(r => (string)r[2]).Distinct().Count() == 1, $"{alike.Key}: {string.Join(" | ", alike.Select(r => r[2]).Distinct())}");
        }
    }

    private void EveryMailArrived()
    {
        Assert.Empty(database.Query("""SELECT "DedupKey" FROM "OutgoingMails" WHERE "State" NOT IN (3, 6)"""));
        Assert.Empty(database.Query("""
            SELECT m."DedupKey" FROM "OutgoingMails" m WHERE m."State" = 6 AND NOT EXISTS (SELECT 1 FROM "OutgoingMails" d WHERE d."Id" = m."BundledInId" AND d."State" = 3)
            """));
        Assert.Equal(
            database.Query("""SELECT "Fingerprint" FROM "OutgoingMails" WHERE "State" = 3""").Select(row => (string)row[0]).Order(StringComparer.Ordinal),
            accepted.Select(a => a.MessageId.Split('@')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// SMTP has no promise between "accepted" and "known to be": what was under way when its sender was killed goes out again, with the same
    /// Message-ID. Nothing else does: two programs never send one mail.
    /// </summary>
    private void OnlyWhatAKillCutOffCameAgain(int kills)
    {
        var again = accepted.GroupBy(a => a.MessageId).Where(g => g.Count() > 1).ToList();
        var cut = again.Select(g => g.First().Connection).Distinct().ToList();
        Assert.True(cut.Count <= kills, $"{cut.Count} connections were repeated, {kills} programs were killed.");
        var attempts = database.Query("""SELECT "Fingerprint", "Attempts" FROM "OutgoingMails" WHERE "State" = 3""").ToDictionary(row => (string)row[0], row => (int)row[1]);
        foreach (var twice in again)
        {
            var last = accepted.Where(a => a.Connection == twice.First().Connection).TakeLast(HeldAtOnce).Select(a => a.MessageId);
            Assert.Contains(twice.Key, last);
            Assert.True(attempts[twice.Key.Split('@')[0]] >= twice.Count(), $"{twice.Key} came {twice.Count()} times.");
        }
    }
}
