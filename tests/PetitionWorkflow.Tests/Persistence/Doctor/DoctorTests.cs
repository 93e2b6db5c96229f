using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Persistence.Doctor;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Persistence.Doctor;

/// <summary>One healthy case with everything that a case can have; each test breaks one thing and the doctor must name exactly that.</summary>
public sealed class DoctorTests
{
    /// <summary>What to break, by SQL, and what the doctor must say.</summary>
    public static readonly TheoryData<string, string> Breaks = new()
    {
        { """DELETE FROM "CaseEvents" """, "case-not-registered-once" },
        { """INSERT INTO "CaseEvents" ("PetitionId", "At", "ActorName", "Kind", "Data") SELECT "PetitionId", "At", "ActorName", "Kind", "Data" FROM "CaseEvents" """, "case-not-registered-once" },
        { """UPDATE "NumberSeries" SET "Last" = 2""", "number-gap" },
        { """UPDATE "Petitions" SET "Number" = 'XF-2026-000002'""", "number-gap" },
        { """UPDATE "Petitions" SET "WorkflowInstanceId" = NULL""", "case-without-instance" },
        { """UPDATE "Petitions" SET "WorkflowInstanceId" = 'another'""", "case-without-instance" },
        { """UPDATE "Tasks" SET "BookmarkId" = 'another'""", "task-without-bookmark,bookmark-without-task" },
        { """UPDATE "Tasks" SET "State" = 3""", "bookmark-without-task" },
        { """DELETE FROM "Tasks" """, "bookmark-without-task" },
        { """DELETE FROM "WorkflowTimers" """, "bookmark-without-timer" },
        { """DELETE FROM "WorkflowBookmarks" WHERE "Id" = 'delay'""", "timer-without-bookmark" },
        { """DELETE FROM "WorkflowBookmarks" WHERE "InstanceId" = 'child'""", "instance-without-bookmark" },
        { """DELETE FROM "WorkflowInstances" WHERE "Id" = 'child'""", "row-without-parent,bookmark-without-child" },
        { """UPDATE "Clocks" SET "DueAt" = "StartedAt" """, "clock-without-due-day" },
        { """UPDATE "Clocks" SET "EndedAt" = "DueAt" """, "ended-clock-reminds" },
        { """DELETE FROM "OutgoingMails" """, "reminder-without-mail" },
        {
            """
            DROP INDEX "IX_OutgoingMails_DedupKey";
            INSERT INTO "OutgoingMails" ("Id", "DedupKey", "PetitionId", "UnitId", "ToAddress", "Subject", "TextBody", "HtmlBody", "IsUrgent", "CreatedAt",
              "State", "NextAttemptAt", "Attempts", "LastError", "SentAt", "Version")
              SELECT x'00', "DedupKey", "PetitionId", "UnitId", "ToAddress", "Subject", "TextBody", "HtmlBody", "IsUrgent", "CreatedAt",
              "State", "NextAttemptAt", "Attempts", "LastError", "SentAt", "Version" FROM "OutgoingMails"
            """,
            "mail-twice,reminder-without-mail"
        },
        { """DELETE FROM "Petitions" """, "history-without-case,number-gap,task-without-case,clock-without-case" },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AHealthyDatabase_HasNoViolation()
    {
        await using var service = await StartAsync();

        Assert.Empty(await VisitAsync(service));
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task WhenSomethingIsBroken_TheDoctorNamesExactlyThat(string sql, string codes)
    {
        await using var service = await StartAsync();

        await BreakAsync(service, sql);

        Assert.Equal(codes, string.Join(',', (await VisitAsync(service)).Select(v => v.Code)));
    }

    [Fact]
    public async Task WhenAnAttachmentsFileIsGone_TheDoctorNamesIt()
    {
        await using var service = await StartAsync();

        Directory.Delete(Path.Combine(service.Root, "attachments"), recursive: true);

        Assert.Equal(["attachment-without-file"], (await VisitAsync(service)).Select(v => v.Code));
    }

    [Fact]
    public async Task WhenPagesOfTheFileAreOverwritten_TheDoctorSaysSo()
    {
        await using var service = await StartAsync();
        await BreakAsync(service, "PRAGMA wal_checkpoint(TRUNCATE)");
        var page = await service.QueryAsync(db => db.Database
            .SqlQueryRaw<long>("SELECT rootpage AS Value FROM sqlite_schema WHERE name = 'IX_Petitions_Number'").SingleAsync(Stop));
        SqliteConnection.ClearAllPools();
        await using (var file = File.OpenWrite(Path.Combine(service.Root, "petitions.db")))
        {
            // The end of an index page holds its entries; SQLite pages are 4096 bytes.
            file.Position = (page * 4096) - 64;
            await file.WriteAsync(new byte[64], Stop);
        }

        Assert.All(await VisitAsync(service), v => Assert.Equal("database-damaged", v.Code));
        Assert.NotEmpty(await VisitAsync(service));
    }

    [Fact]
    public async Task EveryViolation_HasATextInEveryLanguage()
    {
        await using var service = await StartAsync();
        var texts = service.Services.GetRequiredService<Texts>();

        foreach (var code in Breaks.SelectMany(b => b.Data.Item2.Split(',')).Append("database-damaged").Append("attachment-without-file"))
        {
            Assert.True(texts.Has("Doctor." + code), code);
        }
    }

    private static async Task<ServiceUnderTest> StartAsync()
    {
        var service = await ServiceUnderTest.StartAsync();
        await HealthyCase.AddAsync(service, Stop);
        return service;
    }

    private static async Task<IReadOnlyList<Violation>> VisitAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DoctorVisit>().FindAsync(Stop);
    }

    private static Task<int> BreakAsync(ServiceUnderTest service, string sql) => service.QueryAsync(async db =>
    {
        await db.Database.OpenConnectionAsync(Stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF", Stop);
        var changed = await db.Database.ExecuteSqlRawAsync(sql, Stop);
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = ON", Stop);
        return changed;
    });
}
