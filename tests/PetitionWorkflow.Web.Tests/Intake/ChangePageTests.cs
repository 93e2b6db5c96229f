using System.Net;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

public sealed class ChangePageTests : IAsyncLifetime
{
    private const string Address = "/cases/XF-2026-000001/register";
    private const string Save = "保存更正";
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(withFlows: true);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Form_HasEveryTextInEveryLanguage()
    {
        foreach (var (channel, number) in new[] { ("visit", 1), ("letter", 2), ("call", 3), ("online", 4) })
        {
            await _web.As(Office.Clerk).RegisterAsync(channel, FilledForms.Of(channel).With(("Input.DuplicatesChecked", "true")));
            foreach (var language in Texts.Languages)
            {
                var browser = _web.As(Office.Clerk, language);
                foreach (var address in (string[])["/cases/XF-2026-{0}/register", "/intake/receipt/XF-2026-{0}"])
                {
                    await browser.OpenAsync(string.Format(null, address, number.ToString("D6")));
                    Assert.Equal(HttpStatusCode.OK, browser.Status);
                    Assert.DoesNotContain("⟦", browser.Source);
                }
            }
        }
    }

    [Fact]
    public async Task Correction_ChangesTheRegisterAndKeepsTheOldVersionInTheHistory()
    {
        var browser = await RegisteredAsync("visit");
        await browser.OpenAsync(Address);
        Assert.Equal("信访人甲", browser.ValueOf("Input.Petitioner.Name"));
        Assert.Equal("1100**********0000", browser.ValueOf("Input.Register.IdNumber"));

        await browser.PressAsync(Save, ("Input.Petitioner.Phone", "010-5550 0009"), ("ReadBack", "true"), ("Reason", "信访人更正电话"));

        Assert.Equal("/cases/XF-2026-000001", browser.Address);
        var petition = await Office.ReadAsync(db => db.Set<Petition>().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal("010-5550 0009", petition.Petitioner.Phone);
        var change = await Office.ReadAsync(db => db.Set<CaseEvent>().SingleAsync(e => e.Kind == "RegisterChanged", TestContext.Current.CancellationToken));
        Assert.Contains("010-5550 0001", change.Data);
        Assert.DoesNotContain("IdNumber", change.Data);
        Assert.Contains("信访人更正电话", browser.Text(".case-history"));
    }

    [Fact]
    public async Task Correction_WithAnError_SaysSoBesideTheFieldAndKeepsWhatWasTyped()
    {
        var browser = await RegisteredAsync("letter");
        foreach (var (field, value, message) in new[]
        {
            ("Reason", "", "请填写修改原因"), ("Input.Subject", "", "请填写"), ("Input.Petitioner.Age", "200", "须在"), ("Input.Petitioner.Age", "old", "填写有误"),
        })
        {
            await browser.OpenAsync(Address);

            await browser.PressAsync(Save, FilledForms.Letter.With(("Input.Place", "幸福路2号"), ("Reason", "地址有误")).With((field, value)));

            Assert.Equal(Address, browser.Address);
            Assert.Contains(message, browser.MessageAt(field));
            Assert.Equal((value, "幸福路2号"), (browser.ValueOf(field), browser.ValueOf("Input.Place")));
            Assert.Equal(0, await ChangesAsync());
        }
    }

    [Fact]
    public async Task Correction_WhenTheCaseChangedMeanwhile_ShowsBothAndIsSentOnceMore()
    {
        var mine = await RegisteredAsync("letter");
        await mine.OpenAsync(Address);
        var other = _web.As(Office.OtherClerk);
        await other.OpenAsync(Address);
        await other.PressAsync(Save, ("Input.Place", "和平路3号"), ("Reason", "地点有误"));

        await mine.PressAsync(Save, ("Input.Subject", "屋顶漏水"), ("Reason", "主题有误"));

        Assert.Equal(Address, mine.Address);
        Assert.Equal("屋顶漏水", mine.ValueOf("Input.Subject"));
        Assert.Contains("和平路3号", mine.Text("[aria-labelledby=meanwhile-title]"));
        Assert.Equal(1, await ChangesAsync());
        await mine.PressAsync(Save, ("Input.Place", "和平路3号"));
        Assert.Equal("/cases/XF-2026-000001", mine.Address);
        var petition = await Office.ReadAsync(db => db.Set<Petition>().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("屋顶漏水", "和平路3号"), (petition.Subject, petition.Place));
    }

    [Fact]
    public async Task Correction_OfAnArchivedCase_IsRefused()
    {
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync("visit", FilledForms.Visit.With(FilledForms.AnswerOnTheSpot));
        await browser.OpenAsync(Address);

        await browser.PressAsync(Save, ("Input.Subject", "屋顶漏水"), ("Reason", "主题有误"));

        Assert.Contains("已归档", browser.Text("#problems"));
        Assert.Equal("屋顶漏水", browser.ValueOf("Input.Subject"));
    }

    private async Task<Browser> RegisteredAsync(string channel)
    {
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync(channel);
        return browser;
    }

    private Task<int> ChangesAsync() => Office.ReadAsync(db => db.Set<CaseEvent>().CountAsync(e => e.Kind == "RegisterChanged", TestContext.Current.CancellationToken));
}
