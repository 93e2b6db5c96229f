using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;
using PetitionWorkflow.Web.Tests.Intake;

namespace PetitionWorkflow.Web.Tests.BadInput;

/// <summary>What breaks a rule is refused on the page with the article or clause that it breaks, and what was typed stands there still.</summary>
public sealed class BrokenRulesTests(WebWithFlows program) : IClassFixture<WebWithFlows>
{
    private const string Submit = "提交";
    private readonly WebUnderTest _web = program.Web;

    private TestOffice Office => _web.Office;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AReview_OnDay31_IsRefusedByArticle35()
    {
        var (petition, code) = await RegisterWithCodeAsync(_web);
        await _web.ToArchiveAsync(petition.Id);
        await using var scope = _web.Services.CreateAsyncScope();
        var window = await scope.ServiceProvider.GetRequiredService<ReviewWindow>().OfAsync(_web.Time.UtcNow(), Cancellation);
        Assert.True(window.Day >= _web.Time.Today().AddDays(30));
        _web.Time.SetUtcNow(new DateTimeOffset(window.Day.AddDays(1), new TimeOnly(2, 0), TimeSpan.Zero));
        var petitioner = await ReviewPageAsync(_web, petition.Number, code);
        await petitioner.PressAsync("提交复查申请", ("Reasons", "核查时间不符"), ("Evidence", "施工记录"));

        Assert.Contains("《信访工作条例》第三十五条", petitioner.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal(("核查时间不符", "施工记录"), (petitioner.ValueOf("Reasons").Trim(), petitioner.ValueOf("Evidence").Trim()));
        Assert.Equal(0, await Office.ReadAsync(db => db.Set<Petition>().CountAsync(p => p.ParentId == petition.Id, Cancellation)));
    }

    /// <summary>Delivered on 1 September 2026: day 30 is National Day, the right lasts until the holiday is over.</summary>
    [Fact]
    public async Task AReview_OnDay30OfAHoliday_IsTaken_AndTheDayAfterTheHolidayRefused()
    {
        await using var web = await WebUnderTest.StartAsync(withFlows: true);
        web.Time.SetUtcNow(new DateTimeOffset(2026, 8, 31, 2, 0, 0, TimeSpan.Zero));
        var (inTime, code) = await RegisterWithCodeAsync(web);
        var (late, lateCode) = await RegisterWithCodeAsync(web);
        foreach (var petition in new[] { inTime, late })
        {
            await web.ToVerificationAsync(petition.Id, ("contactOn", "2026-08-31"));
            await web.PassAsync(petition.Id);
        }

        web.Time.SetUtcNow(new DateTimeOffset(2026, 9, 1, 2, 0, 0, TimeSpan.Zero));
        await web.DeliverAsync(inTime.Id);
        await web.DeliverAsync(late.Id);
        web.Time.SetUtcNow(new DateTimeOffset(2026, 10, 1, 2, 0, 0, TimeSpan.Zero));
        var petitioner = await ReviewPageAsync(web, inTime.Number, code);
        Assert.Contains("2026-10-08", petitioner.Text("main"), StringComparison.Ordinal);
        await petitioner.PressAsync("提交复查申请", ("Reasons", "核查时间不符"), ("Evidence", "施工记录"));
        Assert.Equal("/p/case", petitioner.Address);

        web.Time.SetUtcNow(new DateTimeOffset(2026, 10, 9, 2, 0, 0, TimeSpan.Zero));
        var refused = await ReviewPageAsync(web, late.Number, lateCode);
        await refused.PressAsync("提交复查申请", ("Reasons", "核查时间不符"), ("Evidence", "施工记录"));
        Assert.All(new[] { "2026-10-08", "第三十五条" }, part => Assert.Contains(part, refused.Text("#problems"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnExtension_AskedForOnDay61_IsRefusedByArticle34()
    {
        var petition = await _web.RegisterAsync();
        await _web.ToHandlingAsync(petition.Id);
        var task = await _web.TaskAsync(petition.Id, "handle");
        var due = await Office.ReadAsync(db => db.Set<CaseClock>().Where(c => c.PetitionId == petition.Id && c.Code == "K05").Select(c => c.DueAt).SingleAsync(Cancellation));
        _web.Time.SetUtcNow(new DateTimeOffset(due.AddHours(10)));

        var handler = _web.As(Office.HousingHandler);
        await handler.OpenAsync($"/tasks/{task.Id}");
        await handler.PressAsync(Submit, ("outcome", "AskExtension"), ("f-reason", "情况复杂"), ("f-extensionDays", "30"));

        Assert.Contains("《信访工作条例》第三十四条", handler.Text("[role=alert], .field-message, [id$='-message']"), StringComparison.Ordinal);
        Assert.Equal("情况复杂", handler.Page.QuerySelector("#f-reason")!.TextContent.Trim());
        Assert.Equal(TaskState.Open, (await Office.TaskAsync(task.Id)).State);
    }

    [Fact]
    public async Task AReview_ByWhoHadAHandInIt_IsRefusedByArticle28()
    {
        var (petition, code) = await RegisterWithCodeAsync(_web);
        await _web.ToArchiveAsync(petition.Id);
        var petitioner = await ReviewPageAsync(_web, petition.Number, code);
        await petitioner.PressAsync("提交复查申请", ("Reasons", "核查时间不符"), ("Evidence", "施工记录"));
        var review = await Office.ReadAsync(db => db.Set<Petition>().SingleAsync(p => p.ParentId == petition.Id, Cancellation));
        await _web.CompleteAsync(review.Id, "review-admissibility", Office.Clerk, "Admit");
        var task = await _web.TaskAsync(review.Id, "appoint-reviewer");

        var leader = _web.As(Office.Leader);
        await leader.OpenAsync($"/tasks/{task.Id}");
        await leader.PressAsync("指定", ("f-reviewer", Office.Clerk.UserId.ToString()));

        Assert.Contains("《信访工作条例》第二十八条", leader.Text("[role=alert], [id$='-message']"), StringComparison.Ordinal);
        Assert.Equal(TaskState.Open, (await Office.TaskAsync(task.Id)).State);
    }

    [Fact]
    public async Task AResult_WithoutABasis_IsRefusedByArticle32()
    {
        var petition = await _web.RegisterAsync();
        await _web.ToHandlingAsync(petition.Id);
        var handler = _web.As(Office.HousingHandler);
        await handler.OpenAsync($"/tasks/{(await _web.TaskAsync(petition.Id, "handle")).Id}");
        await handler.PressAsync(Submit, ("outcome", "Submit"), ("f-result", "已修复，打字不丢"), ("f-legalBasis", " "));

        Assert.Contains("《信访工作条例》第三十二条", handler.Text("#f-legalBasis-message"), StringComparison.Ordinal);
        Assert.Equal("已修复，打字不丢", handler.Page.QuerySelector("#f-result")!.TextContent.Trim());
    }

    [Fact]
    public async Task AnAssignment_ToAUnitThatNoLongerExists_IsRefusedByTheRulebook()
    {
        var gone = Guid.CreateVersion7();
        await Office.WriteAsync(db => db.Add(new Unit { Id = gone, Code = "closed-bureau", Name = "撤销的单位" }));
        var petition = await _web.RegisterAsync();
        await _web.ToClassificationAsync(petition.Id);
        await _web.ClassifyAsync(petition.Id);
        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync($"/tasks/{(await _web.TaskAsync(petition.Id, "assign")).Id}");
        await Office.WriteAsync(db => db.Set<Unit>().Single(u => u.Id == gone).IsActive = false);
        await clerk.PressAsync(Submit, ("outcome", "Assign"), ("f-leadUnit", gone.ToString()), ("f-content", "核查路灯"), ("f-requirements", "依法处理"), ("f-dueDays", "30"), ("f-overrideReason", "属地"));

        Assert.Contains("办理规定三（一）1", clerk.Text("#f-leadUnit-message"), StringComparison.Ordinal);
        Assert.Equal("核查路灯", clerk.Page.QuerySelector("#f-content")!.TextContent.Trim());
    }

    [Fact]
    public async Task WorkOnAWithdrawnCase_IsRefusedByTheRulebook_AndWhatWasTypedIsShown()
    {
        var petition = await _web.RegisterAsync();
        await _web.ToHandlingAsync(petition.Id);
        var handler = _web.As(Office.HousingHandler);
        await handler.OpenAsync($"/tasks/{(await _web.TaskAsync(petition.Id, "handle")).Id}");
        Assert.Null((await _web.TryAsync<WithdrawPetitionHandler>(h => h.HandleAsync(new WithdrawPetition(petition.Id, "问题已解决", Office.Clerk), Cancellation))).Refusal);
        await handler.PressAsync(Submit, ("outcome", "Submit"), ("f-result", "写了很久的结果"));

        Assert.Contains("办理规定二（四）4", handler.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Contains("写了很久的结果", handler.Text("main dl"), StringComparison.Ordinal);
        var again = await _web.TryAsync<WithdrawPetitionHandler>(h => h.HandleAsync(new WithdrawPetition(petition.Id, "再撤一次", Office.Clerk), Cancellation));
        Assert.Equal("case-closed", again.Refusal?.Code);
    }

    [Fact]
    public async Task APublication_WithoutConsent_IsRefusedByTheRulebook()
    {
        var petition = await _web.RegisterAsync();
        await _web.ToArchiveAsync(petition.Id, ("publicationConsent", "false"));
        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}/publish");
        Assert.Contains("办理规定三（三）2", clerk.Text("main"), StringComparison.Ordinal);
        Assert.Empty(clerk.Page.QuerySelectorAll("#Answer"));

        var forced = await _web.TryAsync<PublishResultHandler>(h => h.HandleAsync(new PublishResult(petition.Number, "路灯", "路灯不亮", "已修复", 30, Office.Clerk), Cancellation));
        Assert.Equal("publication-without-consent", forced.Refusal?.Code);
    }

    [Fact]
    public async Task ASixthRepresentative_IsRefusedByArticle20()
    {
        var clerk = _web.As(Office.Clerk);
        await clerk.RegisterAsync("visit", FilledForms.Visit.With(("Input.Petitioner.PeopleCount", "8"), ("Input.Register.Representatives", "甲、乙、丙、丁、戊、己")));

        Assert.Contains("《信访工作条例》第二十条", clerk.MessageAt("Input.Register.Representatives"), StringComparison.Ordinal);
        Assert.Contains("己", clerk.ValueOf("Input.Register.Representatives"), StringComparison.Ordinal);
        Assert.Contains("物业推诿", clerk.ValueOf("Input.Text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFile_WithTheTestStringOfScanners_OrMacrosUnderAnotherName_IsRefusedByTheRulebook()
    {
        var clerk = _web.As(Office.Clerk);
        foreach (var (name, bytes) in new[]
        {
            ("说明.txt", Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")),
            ("材料.pdf", MacroDocument()),
            ("材料.docx", MacroDocument()),
        })
        {
            await clerk.OpenAsync("/intake/letter");
            await clerk.PressWithFilesAsync(FilledForms.Submit, [("Input.Files", name, bytes)], FilledForms.Letter);
            Assert.Contains("办理规定二（四）1", clerk.MessageAt("Input.Files"), StringComparison.Ordinal);
            Assert.Contains(name, clerk.MessageAt("Input.Files"), StringComparison.Ordinal);
            Assert.Equal("楼上漏水无人维修", clerk.ValueOf("Input.Subject"));
        }
    }

    [Fact]
    public async Task ATemplate_WithAnUnknownField_IsRefusedByTheRulebook()
    {
        var administrator = _web.As(Office.Administrator);
        await administrator.OpenAsync("/documents/templates/opinion");
        var edited = administrator.ValueOf("Html").Replace("{{petitioner}}", "{{petitioner}} {{bankAccount}}", StringComparison.Ordinal);
        await administrator.PressAsync("发布", ("Html", edited));

        Assert.All(new[] { "bankAccount", "办理规定三（一）1、三（三）1" }, part => Assert.Contains(part, administrator.Text("#problems"), StringComparison.Ordinal));
        Assert.Contains("{{bankAccount}}", administrator.ValueOf("Html"), StringComparison.Ordinal);
    }

    private static byte[] MacroDocument()
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in new[] { "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin" })
            {
                zip.CreateEntry(part);
            }
        }

        return bytes.ToArray();
    }

    private static async Task<Browser> ReviewPageAsync(WebUnderTest web, string number, string code)
    {
        var browser = web.Anonymous();
        await browser.OpenAsync("/p/follow");
        await browser.PressAsync("查询", ("Number", number), ("Code", code));
        await browser.OpenAsync("/p/review");
        return browser;
    }

    private static async Task<(Petition Petition, string Code)> RegisterWithCodeAsync(WebUnderTest web)
    {
        var entry = new RegisterEntry
        {
            Register = new LetterRegister { TakenBy = "clerk" }, Petitioner = new Petitioner { Name = "信访人" + Guid.NewGuid().ToString("N")[..6], Gender = Gender.Male, Phone = "010-5550 0099", Address = "某街道" },
            Subject = "路灯不亮", Text = "请修。", ReceivedAt = web.Office.Now,
        };
        var done = (await web.TryAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(new RegisterPetition(entry, web.Office.Clerk.Act()), Cancellation))).Require();
        return (await web.CaseAsync(done.Id), done.QueryCode!);
    }
}
