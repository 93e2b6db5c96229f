using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

public sealed class NoticeTextTests : IAsyncLifetime
{
    private static readonly NoticeKind Urge = NoticeKinds.Find("urge")!;
    private ServiceUnderTest _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await ServiceUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public void ShippedWords_OfEveryKindAndLanguage_KeepToTheRulesOfEditedOnes()
    {
        var texts = _service.Services.GetRequiredService<Texts>();
        foreach (var (kind, language) in NoticeKinds.All.SelectMany(k => Texts.Languages.Select(l => (k, l))))
        {
            var shipped = NoticeText.Shipped(kind, texts.In(language));

            Assert.True(shipped.Faults(kind).Count == 0, $"{kind.Key} {language}");
            Assert.All(NoticeText.FieldsOf(kind), field => Assert.True(texts.Has($"Notice.field.{field}"), field));
            object[] values = ["XF-2026-000007", .. kind.Values.Select((_, i) => $"value{i + 1}")];
            var mine = texts.In(language);
            Assert.Equal(
                new NoticeText(mine[$"Notice.{kind.Key}.Subject", values], mine[$"Notice.{kind.Key}.Text", values]),
                shipped.Filled(kind, values, CultureInfo.GetCultureInfo(language)));
        }
    }

    [Fact]
    public async Task Published_TheNextMailSaysIt_InThatLanguageOnly_AndTheQueuedOneStays()
    {
        await UrgeAsync("before@example.org", "en");

        Assert.Equal(1, (await PublishAsync(new NoticeText("Again {{case}} ({{number}})", "Please act on {{case}}:\r\n{{clock}}, {{dueOn}}."))).Value);
        await UrgeAsync("after@example.org", "en");
        await UrgeAsync("chinese@example.org", "zh-Hans");

        Assert.Equal("[Urging no. 2] Petition XF-2026-000007: K05", (await MailAsync("before@example.org")).Subject);
        var mail = await MailAsync("after@example.org");
        Assert.Equal("Again XF-2026-000007 (2)", mail.Subject);
        Assert.StartsWith("Please act on XF-2026-000007:\nK05, 2026-05-01.\n", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("/cases/XF-2026-000007", mail.HtmlBody, StringComparison.Ordinal);
        Assert.StartsWith("【催办2】", (await MailAsync("chinese@example.org")).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_WithFieldsThatTheMailMustNotCarry_IsRefusedNamingEachPlace()
    {
        var refused = await PublishAsync(new NoticeText("{{case}} {{petitionerName}}", "Hello\n{{phone}} {{case}}\nbroken {{clock}"));

        Assert.Equal(
            [("notice-subject-field-unknown", "petitionerName", 1), ("notice-text-field-unknown", "phone", 2), ("notice-text-place-broken", null, 3)],
            refused.Refusal!.Others.Prepend(refused.Refusal).Select(r => (r.Code, r.Args.OfType<string>().FirstOrDefault(), r.Args.OfType<int>().Single())));
        Assert.Equal(0, await _service.QueryAsync(db => db.Set<NoticeVersion>().CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("", "text", "notice-subject-length")]
    [InlineData("{{case}}\nBcc: x@example.org", "text", "notice-subject-length")]
    [InlineData("no number", "text", "notice-number-missing")]
    [InlineData("{{case}}", " ", "notice-text-length")]
    public void Words_ThatNoMailMayHave_AreRefused(string subject, string text, string code) =>
        Assert.Equal(code, new NoticeText(subject, text).Normalised().Faults(Urge)[0].Code);

    [Fact]
    public async Task Published_OverANewerVersionOrUnchanged_IsRefused()
    {
        var words = new NoticeText("{{case}}", "first");
        await PublishAsync(words);

        Assert.Equal("notice-changed-meanwhile", (await PublishAsync(words with { Text = "second" })).Refusal?.Code);
        Assert.Equal("notice-unchanged", (await PublishAsync(words, basedOn: 1)).Refusal?.Code);
    }

    [Fact]
    public async Task Test_GoesThroughTheOutboxToTheUnit_AndIsRefusedWithoutAnAddress()
    {
        var (reached, silent) = (await UnitAsync("reached", "unit@example.org"), await UnitAsync("silent", null));
        var words = new NoticeText("Draft {{case}}", "{{clock}} & <b>");

        Assert.Equal("unit@example.org", (await TestAsync(words, reached)).Value);
        Assert.Equal("mail-test-no-address", (await TestAsync(words, silent)).Refusal?.Code);
        Assert.Equal("notice-text-field-unknown", (await TestAsync(words with { Text = "{{idCard}}" }, reached)).Refusal?.Code);

        var mail = await MailAsync("unit@example.org");
        Assert.Equal(("[Test] Draft 〔case number〕", reached, null), (mail.Subject, mail.UnitId, mail.PetitionId));
        Assert.Contains("〔time limit〕 &amp; &lt;b&gt;", mail.HtmlBody, StringComparison.Ordinal);
        await _service.DoAsync<SendTestToUnitHandler, string>(h => h.HandleAsync(new SendTestToUnit(reached), Cancellation));
        Assert.Equal(2, await _service.QueryAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.UnitId == reached, Cancellation)));
    }

    private Task<Result<int>> PublishAsync(NoticeText words, int basedOn = 0)
    {
        var command = new PublishNotice("urge", "en", basedOn, words, null, ActContext.System("test"));
        return _service.Runner.RunAsync<PublishNoticeHandler, int>(h => h.HandleAsync(command, Cancellation), Cancellation);
    }

    private Task<Result<string>> TestAsync(NoticeText words, Guid unit)
    {
        var command = new SendTestNotice("urge", "en", words, unit, ActContext.System("test"));
        return _service.Runner.RunAsync<SendTestNoticeHandler, string>(h => h.HandleAsync(command, Cancellation), Cancellation);
    }

    private Task UrgeAsync(string address, string language)
    {
        var notice = new CaseNotice("urge", Guid.CreateVersion7(), "XF-2026-000007", "K05:urge-2", "K05", "2026-05-01", 2);
        return _service.DoAsync<CaseNotices, int>(async n => await n.QueueAsync(notice, new Recipient(address, language), Cancellation));
    }

    private Task<Guid> UnitAsync(string code, string? email) =>
        _service.DoAsync<CreateUnitHandler, Guid>(h => h.HandleAsync(new CreateUnit(code, code, email, null, ActContext.System("test")), Cancellation));

    private Task<OutgoingMail> MailAsync(string address) => _service.QueryAsync(db => db.Set<OutgoingMail>().SingleAsync(m => m.ToAddress == address, Cancellation));
}
