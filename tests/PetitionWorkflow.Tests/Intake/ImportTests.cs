using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

public sealed class ImportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_OfSoundRows_RegistersEachAsAnOnlinePetition()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var done = (await service.ImportAsync(CsvFiles.Write(service, CsvFiles.Of(250)))).Value;

        Assert.Equal((ImportState.Finished, 250, 250, 0, 0), (done.State, (int)done.RowsDone, done.Accepted, done.AlreadyThere, done.Rejected));
        var petitions = await CasesAsync(service);
        Assert.Equal(Enumerable.Range(1, 250).Select(i => $"XF-2026-{i:D6}"), petitions.Select(p => p.Number));
        var first = petitions[0];
        Assert.Equal((Channel.Online, "网上留言", "网上留言:1"), (first.Channel, first.SubChannel, first.SourceId));
        Assert.Equal("幸福路1号门前井盖破损，存在\"安全隐患\"，请尽快维修。", first.Text);
        Assert.Equal(ChinaTime.ToUtc(new DateOnly(2026, 2, 2), new TimeOnly(8, 30)), first.ReceivedAt);
        Assert.Equal("U0001", Assert.IsType<OnlineRegister>(ChannelRegister.Of(first)).Account);
        Assert.Equal(250, await service.QueryAsync(db => db.Set<CaseEvent>().CountAsync(e => e.Kind == nameof(PetitionRegistered), Cancellation)));
    }

    [Fact]
    public async Task Import_OfAnsweredAndLabelledMessages_KeepsWhatThePlatformMadeOfThem()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        string[] lines =
        [
            "message_id,user_id,subject,sent_at,text,reply,replied_at,category",
            "1,U1,路灯不亮,2026-02-02T08:30:00,路灯坏了三周。,\"已派人维修，\n请您放心。\",2026-02-10T09:00:00,城乡建设",
            "2,U2,井盖破损,2026-02-02T08:30:00,井盖坏了。,,,",
            "3,U3,噪音扰民,2026-02-02T08:30:00,夜间施工。,已处理,2026-02-30,城乡建设",
        ];

        var path = CsvFiles.Write(service, string.Join("\n", lines));
        var columns = (await service.DryRunAsync(path)).Value.Headings.Select(h => h.Meaning).ToList();
        await service.ImportAsync(path);

        Assert.Equal([ImportColumn.Reply, ImportColumn.RepliedAt, ImportColumn.Category], columns[5..]);
        Assert.Equal(["5 import-date-impossible"], await RejectsAsync(service));
        var registers = (await CasesAsync(service)).Select(p => Assert.IsType<OnlineRegister>(ChannelRegister.Of(p))).ToList();
        Assert.Equal(
            ("已派人维修，\n请您放心。", ChinaTime.ToUtc(new DateOnly(2026, 2, 10), new TimeOnly(9, 0)), "城乡建设"),
            (registers[0].Reply, registers[0].RepliedAt!.Value, registers[0].Category));
        Assert.Equal((null, null, null), (registers[1].Reply, registers[1].RepliedAt, registers[1].Category));
    }

    [Fact]
    public async Task Import_OfTheSameFileAgain_ChangesNothing()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var path = CsvFiles.Write(service, CsvFiles.Of(120) + CsvFiles.Row(7)[1..] + "\n");
        Assert.Equal(121, (await service.ImportAsync(path)).Value.Accepted);

        var again = (await service.ImportAsync(path)).Value;

        Assert.Equal((0, 121, 0), (again.Accepted, again.AlreadyThere, again.Rejected));
        Assert.Equal(121, (await CasesAsync(service)).Count);
    }

    [Fact]
    public async Task Import_WithRowsThatAreBad_RejectsThemByLineAndTakesTheOthers()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        string[] lines =
        [
            CsvFiles.Header,
            CsvFiles.Row(1),
            "2,U0002,,2026-02-02T08:00:00,没有主题",
            "3,U0003,没有内容,2026-02-02T08:00:00,  ",
            "4,U0004,不可能的日期,2026-02-30T08:00:00,内容",
            "5,U0005,未来,2026-03-03T08:00:00,内容",
            "6,U0006,太早,1999-12-31T08:00:00,内容",
            "7,U0007,没有时间,,内容",
            "",
            "8,U0008,跨行,2026-02-02T08:00:00,\"第一行",
            "第二行\"",
            "9,U0009,少一列,2026-02-02T08:00:00",
            "10,U0010,多一列,2026-02-02T08:00:00,内容,多",
            "11,U0011," + new string('长', 201) + ",2026-02-02T08:00:00,内容",
            CsvFiles.Row(12),
        ];
        var path = CsvFiles.Write(service, string.Join("\n", lines));

        var done = (await service.ImportAsync(path)).Value;

        Assert.Equal((3, 9), (done.Accepted, done.Rejected));
        Assert.Equal(
            [
                "3 import-subject-missing", "4 import-text-missing", "5 import-date-impossible", "6 received-in-future", "7 received-too-early",
                "8 import-date-missing", "12 import-column-count", "13 import-column-count", "14 entry-too-long",
            ],
            await RejectsAsync(service));
        Assert.Equal("第一行\n第二行", (await CasesAsync(service))[1].Text);
        var dry = (await service.DryRunAsync(path)).Value;
        Assert.Equal((0, 3, 9), (dry.Accepted, dry.AlreadyThere, dry.Rejected));
    }

    [Fact]
    public async Task Import_WithQuotesLeftOpen_LosesOnlyTheLinesWithThem()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        string[] lines =
        [
            CsvFiles.Header,
            CsvFiles.Row(1),
            "2,U0002,引号,2026-02-02T08:00:00,\"没有闭合",
            CsvFiles.Row(3),
            "4,U0004,引号,2026-02-02T08:00:00,\"中间\"有字",
            CsvFiles.Row(5),
            "6,U0006,截断,2026-02-02T08:00:00,\"文件在这里断",
        ];

        var done = (await service.ImportAsync(CsvFiles.Write(service, string.Join("\r\n", lines)))).Value;

        Assert.Equal((3, 3), (done.Accepted, done.Rejected));
        Assert.Equal(["3 import-quote-misplaced", "5 import-quote-misplaced", "7 import-quote-unclosed"], await RejectsAsync(service));
    }

    public static TheoryData<string> Encodings => ["utf-8", "gb18030", "big5", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Import_InEachEncoding_ReadsTheSameWords(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        await using var service = await ServiceUnderTest.StartAsync();
        const string row = "1,U1,請求維修路燈,2026-02-02 08:30,\"幸福路東段路燈已經兩個星期不亮，夜間出行十分不便，請市政部門儘快安排人員維修。\"";

        var done = await service.ImportAsync(CsvFiles.Write(service, "編號,用戶,主題,時間,內容\r\n" + row + "\r\n", encoding));

        Assert.Equal((1, 0), (done.Value.Accepted, done.Value.Rejected));
        Assert.Equal("請求維修路燈", Assert.Single(await CasesAsync(service)).Subject);
    }

    [Fact]
    public async Task Import_WithABrokenCharacterInOneRow_RejectsThatRow()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        byte[] bytes = [.. Encoding.UTF8.GetBytes(CsvFiles.Of(20)), .. "21,U1,broken "u8, 0xE5, 0xB9, .. ",2026-02-02,text\n"u8, .. Encoding.UTF8.GetBytes(CsvFiles.Row(22))];

        var done = (await service.ImportAsync(CsvFiles.Write(service, bytes))).Value;

        Assert.Equal((21, 1), (done.Accepted, done.Rejected));
        Assert.Equal(["22 import-unreadable-characters"], await RejectsAsync(service));
    }

    public static TheoryData<string, byte[]> UnusableFiles => new()
    {
        { "import-empty", [] },
        { "import-no-header", "a,b,c\n1,2,3\n"u8.ToArray() },
        { "import-no-header", "\"subject,text\n1,2\n"u8.ToArray() },
        { "import-is-workbook", "PK\u0003\u0004xl/workbook.xml"u8.ToArray() },
        { "import-no-text", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0] },
        { "import-no-text", [.. Enumerable.Range(0, 4096).Select(i => (byte)((i * 7919) >> 3))] },
    };

    [Theory]
    [MemberData(nameof(UnusableFiles))]
    public async Task Import_OfAFileThatIsNone_SaysWhyAndRegistersNothing(string code, byte[] bytes)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var path = CsvFiles.Write(service, bytes);

        Assert.Equal(code, (await service.ImportAsync(path)).Refusal?.Code);
        Assert.Equal(code, (await service.DryRunAsync(path)).Refusal?.Code);
        Assert.Empty(await CasesAsync(service));
    }

    [Fact]
    public async Task DryRun_CountsAsTheImportWill_AndWritesNothing()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.ImportAsync(CsvFiles.Write(service, CsvFiles.Of(10)));
        var path = CsvFiles.Write(service, CsvFiles.Of(30) + CsvFiles.Row(30) + "\n31,U1,,2026-02-02,x\n");

        var dry = (await service.DryRunAsync(path)).Value;

        Assert.Equal((32L, 20, 11, 1), (dry.Rows, dry.Accepted, dry.AlreadyThere, dry.Rejected));
        Assert.Equal(10, (await CasesAsync(service)).Count);
        Assert.Equal([ImportColumn.MessageId, ImportColumn.Account, ImportColumn.Subject, ImportColumn.SentAt, ImportColumn.Text], dry.Headings.Select(h => h.Meaning));
        var done = (await service.ImportAsync(path)).Value;
        Assert.Equal((dry.Accepted, dry.AlreadyThere, dry.Rejected), (done.Accepted, done.AlreadyThere, done.Rejected));
    }

    [Fact]
    public async Task Import_StoppedBetweenAnyTwoBatches_GoesOnWithoutLossOrDoubles()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Import:BatchSize", "10"));
        var path = CsvFiles.Write(service, CsvFiles.Of(95) + "bad,row\n");
        var rounds = 0;
        ImportProgress? last = null;
        while (last is null)
        {
            rounds++;
            try
            {
                last = (await service.ImportAsync(path, _ => throw new ProcessEndedException())).Value;
            }
            catch (ProcessEndedException)
            {
                // The next round is the next process: it knows nothing but the database.
            }
        }

        Assert.Equal(11, rounds);
        Assert.Equal((95, 0, 1), (last.Accepted, last.AlreadyThere, last.Rejected));
        Assert.Equal(95, (await CasesAsync(service)).Select(p => p.SourceId).Distinct().Count());
        Assert.Equal(1, await service.QueryAsync(db => db.Set<ImportRun>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Import_OfOneRunByTwoAtOnce_BringsEachRowInOnce()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Import:BatchSize", "7"));
        var path = CsvFiles.Write(service, CsvFiles.Of(100));
        var run = await service.StartRunAsync(path);
        var importer = service.Services.GetRequiredService<Importer>();

        await Task.WhenAll(
            Task.Run(() => importer.RunAsync(run, path, null, Cancellation), Cancellation),
            Task.Run(() => importer.RunAsync(run, path, null, Cancellation), Cancellation));

        Assert.Equal(100, (await CasesAsync(service)).Count);
        var ended = await service.QueryAsync(db => db.Set<ImportRun>().SingleAsync(Cancellation));
        Assert.Equal((ImportState.Finished, 100L, 100), (ended.State, ended.RowsDone, ended.Accepted));
    }

    [Fact]
    public async Task Import_WhenAnotherRoomRefusesOneRow_RejectsOnlyThatRow()
    {
        await using var service = await ServiceUnderTest.StartAsync(configure: services => services.AddScoped<ICaseEventHandler<PetitionRegistered>, RefusesTheFifth>());

        var done = (await service.ImportAsync(CsvFiles.Write(service, CsvFiles.Of(20)))).Value;

        Assert.Equal((19, 1), (done.Accepted, done.Rejected));
        Assert.Equal(["6 message-already-registered"], await RejectsAsync(service));
        Assert.Equal(Enumerable.Range(1, 19).Select(i => $"XF-2026-{i:D6}"), (await CasesAsync(service)).Select(p => p.Number));
    }

    private static Task<List<Petition>> CasesAsync(ServiceUnderTest service) =>
        service.QueryAsync(db => db.Set<Petition>().AsNoTracking().OrderBy(p => p.Number).ToListAsync(Cancellation));

    private static async Task<IEnumerable<string>> RejectsAsync(ServiceUnderTest service) =>
        (await service.QueryAsync(db => db.Set<ImportReject>().OrderBy(r => r.Line).ToListAsync(Cancellation))).Select(r => $"{r.Line} {r.Code}");

    private sealed class ProcessEndedException : Exception;

    private sealed class RefusesTheFifth(PetitionWorkflow.Persistence.UnitOfWork work) : ICaseEventHandler<PetitionRegistered>
    {
        public async Task HandleAsync(Guid petitionId, PetitionRegistered happened, ActContext act, CancellationToken cancellation)
        {
            var petition = await work.Db.Set<Petition>().FindAsync([petitionId], cancellation);
            if (petition!.SourceId == "网上留言:5")
            {
                throw new RefusedException(new Refusal("message-already-registered", "XF-2025-000001"));
            }
        }
    }
}
