using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>C14: who looked is known, and what is taken out says by whom.</summary>
public sealed class ViewingPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task EveryLook_LeavesItsOwnRecordWithWhatItShowed_ThatLeadersAndAuditorsSee()
    {
        var petition = await NamedCaseAsync();
        var paper = await AddPaperAsync(petition);
        var unit = _web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        await unit.OpenAsync($"/cases/{petition.Number}");
        await unit.OpenAsync($"/cases/{petition.Number}/documents/{paper}");
        await _web.As(Office.TransportHandler).OpenAsync($"/cases/{petition.Number}");
        await WrittenAsync(3);

        var leader = _web.As(Office.Leader);
        await leader.OpenAsync($"/viewings?case={petition.Number}");
        var lines = LinesOf(leader);
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Contains(Office.HousingHandler.DisplayName, line));
        Assert.Contains("文件全部内容", Assert.Single(lines, line => line.Contains("文书或附件")), StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.Contains("姓名、电话", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains(Office.TransportHandler.DisplayName));
        await leader.OpenAsync("/viewings?person=nobody");
        Assert.Empty(leader.Page.QuerySelectorAll("main tbody tr"));
        foreach (var person in new[] { Office.Clerk, Office.HousingHead })
        {
            var browser = _web.As(person);
            await browser.OpenAsync("/viewings");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        }
    }

    /// <summary>Re-review, handing on, tasks, registers, publication and other systems: no page of a case is without a trace.</summary>
    [Fact]
    public async Task EveryPageOfACase_AndReadsWithAKey_LeaveARecord()
    {
        var petition = await NamedCaseAsync();
        var task = await Office.AddTaskAsync(petition, heldBy: Office.Clerk);
        var clerk = _web.As(Office.Clerk);
        foreach (var path in new[] { "", "/register", "/publish", "/re-review" })
        {
            await clerk.OpenAsync($"/cases/{petition.Number}{path}");
            Assert.Equal(HttpStatusCode.OK, clerk.Status);
        }

        foreach (var path in new[] { $"/intake/receipt/{petition.Number}", $"/tasks/{task.Id}", $"/tasks/{task.Id}/delegate" })
        {
            await clerk.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, clerk.Status);
        }

        await clerk.OpenAsync($"/cases/{petition.Number}");
        await clerk.SubmitAsync((AngleSharp.Html.Dom.IHtmlFormElement)clerk.Page.QuerySelector($"form[action$='/cases/{petition.Number}/bundle']")!, null);
        var key = await KeyAsync();
        foreach (var path in new[] { $"/api/petitions/{petition.Number}", $"/api/petitions/{petition.Number}/status" })
        {
            Assert.Equal(HttpStatusCode.OK, (await key.GetAsync(path, Cancellation)).StatusCode);
        }

        await WrittenAsync(11);
        var auditor = _web.As(Office.Auditor);
        await auditor.OpenAsync($"/viewings?case={petition.Number}");
        var lines = LinesOf(auditor);
        foreach (var kind in new[] { "页面", "登记表", "公示", "复核", "任务", "转交任务", "导出全案", "系统接口" })
        {
            Assert.Contains(lines, line => line.Contains(kind, StringComparison.Ordinal));
        }

        Assert.Contains(lines, line => line.Contains("reading-system", StringComparison.Ordinal) && line.Contains("姓名、电话", StringComparison.Ordinal));
        await auditor.OpenAsync($"/viewings?case={petition.Number}&personal=true");
        Assert.Equal(lines.Count(line => !line.EndsWith('无')), LinesOf(auditor).Count);
    }

    [Fact]
    public async Task List_ShowsOnlyTheFirstCharacterOfAName_AndFindsItByTheWholeOne()
    {
        var petition = await NamedCaseAsync();
        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync("/petitions?q=信访人甲");

        Assert.Contains(petition.Number, clerk.Text("main tbody"), StringComparison.Ordinal);
        Assert.Contains("信＊＊", clerk.Text("main tbody"), StringComparison.Ordinal);
        Assert.DoesNotContain("信访人甲", clerk.Text("main tbody"), StringComparison.Ordinal);
    }

    private Task<Petition> NamedCaseAsync() => Office.AddCaseAsync("Seen", [Office.Housing.Id], change: p =>
        (p.Petitioner.Name, p.Petitioner.Phone, p.Petitioner.IsAnonymous) = ("信访人甲", "010-5550 0001", false));

    private static List<string> LinesOf(Browser browser) => [.. browser.Page.QuerySelectorAll("main tbody tr").Select(r => r.TextContent.Trim())];

    private async Task<HttpClient> KeyAsync()
    {
        var admin = _web.As(Office.Administrator);
        await admin.OpenAsync("/staff/keys");
        await admin.PressAsync("签发密钥", ("Name", "reading-system"), ("Role", PetitionWorkflow.Staff.Roles.Clerk));
        var client = _web.Client();
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", admin.Text("#issued-key"));
        return client;
    }

    [Fact]
    public async Task WhatIsPrintedOrTakenAsWord_SaysByWhomAndWhen()
    {
        var petition = await Office.AddCaseAsync("Taken", [Office.Housing.Id]);
        var paper = await AddPaperAsync(petition);
        var browser = _web.As(Office.HousingHandler);
        var day = ChinaTime.ToLocal(_web.Time.UtcNow()).ToString("yyyy-MM-dd HH:mm");

        await browser.OpenAsync($"/cases/{petition.Number}/documents/{paper}");
        var word = await _web.Client(Office.HousingHandler).GetByteArrayAsync($"/cases/{petition.Number}/documents/{paper}/word", Cancellation);

        using var zip = new ZipArchive(new MemoryStream(word));
        var footer = zip.Entries.Single(e => e.Name.StartsWith("footer", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal));
        using var reader = new StreamReader(footer.Open(), Encoding.UTF8);
        foreach (var mark in new[] { browser.Text(".print-mark"), await reader.ReadToEndAsync(Cancellation) })
        {
            Assert.Contains(Office.HousingHandler.DisplayName, mark);
            Assert.Contains(day, mark);
        }
    }

    private async Task<Guid> AddPaperAsync(Petition petition)
    {
        var paper = new CaseDocument
        {
            Id = Guid.CreateVersion7(), PetitionId = petition.Id, Kind = "assignment-slip", Number = "T-" + Guid.NewGuid().ToString("N")[..8], Title = "Slip",
            Html = "<article><h2>Paper</h2></article>", UnitId = Office.Housing.Id, IssuedAt = Office.Now, DeliveredAt = Office.Now,
        };
        await Office.WriteAsync(db => db.Add(paper));
        return paper.Id;
    }

    /// <summary>The rows are written behind the pages.</summary>
    private async Task WrittenAsync(int count)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using var scope = _web.Services.CreateAsyncScope();
            var written = await scope.ServiceProvider.GetRequiredService<PetitionDbContext>().Set<CaseViewing>().CountAsync(Cancellation);
            if (written >= count)
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(60), $"Only {written} of {count} rows are written.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
        }
    }
}
