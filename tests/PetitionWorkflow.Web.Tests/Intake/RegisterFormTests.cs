using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

/// <summary>The empty register forms and those that are refused: no case comes of them, so all of these share one program.</summary>
public sealed class RegisterFormTests(WebWithFlows program) : IClassFixture<WebWithFlows>
{
    private static readonly string[] Channels = ["visit", "letter", "call", "online"];
    private readonly WebUnderTest _web = program.Web;

    private TestOffice Office => _web.Office;

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public async Task Forms_HaveEveryTextInEveryLanguage(string language)
    {
        var browser = _web.As(Office.Clerk, language);
        foreach (var address in Channels.Select(c => "/intake/" + c).Prepend("/intake"))
        {
            await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.DoesNotContain("⟦", browser.Source);
            Assert.Empty(browser.Page.QuerySelectorAll("[style]"));
            Assert.Empty(browser.Page.QuerySelectorAll("[type=file][aria-required], .mb-3:has([type=file]) .required-mark"));
        }
    }

    [Fact]
    public async Task Letter_WithAnUrgencyThatDoesNotExist_IsRefused()
    {
        var browser = _web.As(Office.Clerk);
        await browser.RegisterAsync("letter", FilledForms.Letter.With(("Input.UrgentCriterion", "very")));
        Assert.Contains("请选择紧急情形", browser.MessageAt("Input.UrgentCriterion"));
        Assert.Empty(await CasesAsync());
    }

    [Theory]
    [InlineData("letter", "Input.Register.WrittenOn", "2026-03-09", "来信日期不能晚于收信日期")]
    [InlineData("letter", "Input.Register.Enclosures", "-1", "须在")]
    [InlineData("letter", "Input.Subject", " ", "请填写")]
    [InlineData("letter", "Input.ReceivedAt", "2026-03-05T10:00", "不能晚于现在")]
    [InlineData("letter", "Input.ReceivedAt", "1998-03-05T10:00", "不能早于")]
    [InlineData("letter", "Input.ReceivedAt", "soon", "填写有误")]
    [InlineData("letter", "Input.ReceivedAt", "", "请填写")]
    [InlineData("letter", "Input.Petitioner.Age", "sixty", "填写有误")]
    [InlineData("letter", "Input.Petitioner.Age", "131", "须在")]
    [InlineData("visit", "Input.Petitioner.PeopleCount", "0", "须在")]
    [InlineData("visit", "Input.Register.Representatives", "甲、乙、丙、丁、戊、己", "不得超过 5 人")]
    [InlineData("visit", "Input.Register.PromisedDay", "2026-02-01", "不能早于")]
    [InlineData("visit", "Input.Petitioner.Gender", "", "请填写")]
    [InlineData("call", "Input.Register.Rings", "many", "填写有误")]
    [InlineData("call", "Input.Petitioner.Email", "nobody", "电子邮箱")]
    [InlineData("online", "Input.Register.Link", "javascript:alert(1)", "http")]
    [InlineData("online", "Input.Register.Platform", "", "请填写")]
    public async Task Form_WithAnError_SaysSoBesideTheFieldAndKeepsWhatWasTyped(string channel, string field, string value, string message)
    {
        var browser = _web.As(Office.Clerk);
        var form = FilledForms.Of(channel).With((field, value));

        await browser.RegisterAsync(channel, form);

        Assert.Equal("/intake/" + channel, browser.Address);
        Assert.Contains(message, browser.MessageAt(field));
        Assert.Contains(message, browser.Text("#problems"));
        foreach (var (name, typed) in form.Where(f => f.Value is not ("true" or "false")))
        {
            Assert.Equal((name, typed!.ReplaceLineEndings("\n")), (name, browser.ValueOf(name).ReplaceLineEndings("\n")));
        }

        Assert.Empty(await CasesAsync());
    }

    [Theory]
    [InlineData("visit", "Input.Register.IsRepeatVisit", "maybe", "填写有误")]
    [InlineData("letter", "Input.Petitioner.IsAnonymous", "x", "填写有误")]
    [InlineData("letter", "Input.ReceivedAt", "0001-01-01T00:00", "不能早于")]
    [InlineData("letter", "Input.ReceivedAt", "9999-12-31T23:59", "不能晚于现在")]
    [InlineData("online", "Input.Register.CapturedAt", "9999-12-31T23:59", "不能晚于现在")]
    public async Task Value_ThatHardlyAnybodySends_IsAProblemOfItsField(string channel, string field, string value, string message)
    {
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync("/intake/" + channel);

        await browser.PressAsync(FilledForms.Submit, FilledForms.Of(channel).With((field, value)));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains(message, browser.Text($"#problems a[href='#{field.Replace('.', '_')}']"));
    }

    [Fact]
    public async Task Problems_AreListedInTheOrderOfTheSheet()
    {
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync("/intake/letter");

        await browser.PressAsync(FilledForms.Submit, ("Input.Subject", ""), ("Input.Text", ""), ("Input.Register.TakenBy", ""), ("Input.Petitioner.Name", ""), ("Input.Petitioner.Age", "-1"));

        var listed = browser.Page.QuerySelectorAll("#problems a").Select(a => browser.Page.QuerySelector(a.GetAttribute("href")!)!).ToList();
        Assert.True(listed.Count >= 4, browser.Text("#problems"));
        var sheet = browser.Page.QuerySelectorAll("#register-form *").ToList();
        Assert.Equal(listed.OrderBy(sheet.IndexOf), listed);
    }

    [Fact]
    public async Task Form_WithAnError_SpeaksTheReadersLanguage()
    {
        foreach (var (language, word) in new[] { ("en", "Subject"), ("zh-Hant", "事項主題") })
        {
            var browser = _web.As(Office.Clerk, language);
            await browser.OpenAsync("/intake/call");
            await browser.SubmitAsync((IHtmlFormElement)browser.Page.QuerySelector("#register-form")!);
            Assert.Contains(word, browser.MessageAt("Input.Subject"));
            Assert.DoesNotContain("⟦", browser.Source);
        }
    }

    [Theory]
    [InlineData("fax")]
    [InlineData("1")]
    public async Task Form_OfAChannelThatDoesNotExist_IsNotFound(string channel)
    {
        var browser = _web.As(Office.Clerk);
        await browser.OpenAsync("/intake/" + channel);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private Task<List<Petition>> CasesAsync() => Office.ReadAsync(db => db.Set<Petition>().AsNoTracking().ToListAsync());
}
