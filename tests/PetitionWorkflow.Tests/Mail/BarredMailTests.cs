using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Tests.Deadlines;

namespace PetitionWorkflow.Tests.Mail;

public sealed class BarredMailOnSqliteTests : BarredMailSuite;

public sealed class BarredMailOnPostgreSqlTests : BarredMailSuite
{
    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}

/// <summary>Art. 30 ¶3: between its writing and its going out a mail may become one that its reader must not have.</summary>
public abstract class BarredMailSuite : ClockTestBase
{
    private const string Reader = "test-handler-of-housing@office.test";

    [Fact]
    public async Task AMailThatASenderHoldsWhenItsReaderIsBarred_DoesNotGoOutWhenTheSenderDied()
    {
        var petition = (await Office.AddCaseAsync()).Id;
        await QueueAsync("a", petition);
        Assert.Single(await ClaimAsync());

        await BarAsync(petition);
        Service.Time.Advance(TimeSpan.FromMinutes(15));
        await SendAsync();

        Assert.Equal((MailState.Withheld, null), await StateAsync("a"));
        Assert.Equal(0, Sent);
    }

    [Fact]
    public async Task MailsToAnAddressThatABarredPersonHasOnlyNow_StayHere_HoweverMany_AndTheOthersGoOut()
    {
        var (petition, other) = ((await Office.AddCaseAsync()).Id, (await Office.AddCaseAsync()).Id);
        await Office.WriteAsync(db => db.Add(Bar(petition)));
        for (var i = 0; i < 45; i++)
        {
            await QueueAsync($"barred-{i}", petition, to: Reader.ToUpperInvariant());
        }

        Service.Time.Advance(TimeSpan.FromSeconds(1));
        await QueueAsync("other-case", other);
        await QueueAsync("other-reader", petition, to: "clerk@office.test");
        await SendAsync();

        var mails = await OutboxAsync();
        Assert.Equal(45, mails.Count(m => m is { State: MailState.Withheld, NextAttemptAt: null, Attempts: 0 }));
        Assert.Equal(["other-case", "other-reader"], mails.Where(m => m.State == MailState.Sent).Select(m => m.DedupKey).Order());
        Assert.Equal(2, Sent);
    }

    [Fact]
    public async Task AMailThatWasSetAside_IsNotSentAgainToWhomItsCaseIsKeptFrom()
    {
        var (petition, other) = ((await Office.AddCaseAsync()).Id, (await Office.AddCaseAsync()).Id);
        await QueueAsync("a", petition);
        await QueueAsync("b", petition);
        await QueueAsync("c", other);
        await Service.QueryAsync(db => db.Set<OutgoingMail>().ExecuteUpdateAsync(
            m => m.SetProperty(x => x.State, MailState.Dead).SetProperty(x => x.NextAttemptAt, (DateTime?)null), Cancellation));
        await BarAsync(petition);
        var ids = (await OutboxAsync()).ToDictionary(m => m.DedupKey, m => m.Id);

        Assert.False(await Service.DoAsync<RequeueMailHandler, bool>(h => h.HandleAsync(new RequeueMail(ids["a"], Act), Cancellation)));
        Assert.Equal(1, await Service.DoAsync<RequeueMailHandler, int>(h => h.HandleAsync(ids.Values, Act, Cancellation)));
        await SendAsync();

        Assert.Equal((MailState.Withheld, MailState.Withheld, MailState.Sent), ((await StateAsync("a")).State, (await StateAsync("b")).State, (await StateAsync("c")).State));
        Assert.DoesNotContain(nameof(MailRequeued), await Office.HistoryAsync(petition));
    }

    [Fact]
    public async Task ADigest_GoesOutWithoutTheLinesOfACaseThatIsKeptFromItsReader_AndNotAtAllWithoutLines()
    {
        var cases = new[] { (await Office.AddCaseAsync()).Id, (await Office.AddCaseAsync()).Id, (await Office.AddCaseAsync()).Id };
        foreach (var petition in cases)
        {
            await QueueAsync($"held-{Array.IndexOf(cases, petition)}", petition, held: true);
        }

        await BundleAsync();
        await BarAsync(cases[1]);
        await SendAsync();

        var digest = (await OutboxAsync()).Single(m => m.Kind == "digest");
        Assert.Equal((MailState.Sent, 1), (digest.State, Sent));
        Assert.All([digest.TextBody, digest.HtmlBody!], body => Assert.Equal((true, false, true), (body.Contains("held-0"), body.Contains("held-1"), body.Contains("held-2"))));
        Assert.Contains("2 ", digest.Subject, StringComparison.Ordinal);
        Assert.Equal((MailState.Bundled, MailState.Withheld, MailState.Bundled), ((await StateAsync("held-0")).State, (await StateAsync("held-1")).State, (await StateAsync("held-2")).State));

        // It came back, and by now the reader is barred from the rest.
        await Service.QueryAsync(db => db.Set<OutgoingMail>().Where(m => m.Id == digest.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.State, MailState.Dead), Cancellation));
        await BarAsync(cases[0]);
        Assert.True(await Service.DoAsync<RequeueMailHandler, bool>(h => h.HandleAsync(new RequeueMail(digest.Id, Act), Cancellation)));
        Assert.Equal((0, 0, 1), (await RequeuesAsync(cases[0]), await RequeuesAsync(cases[1]), await RequeuesAsync(cases[2])));
        await BarAsync(cases[2]);
        await SendAsync();

        Assert.Equal((MailState.Withheld, null), await StateAsync(digest.DedupKey));
        Assert.Equal(1, Sent);
    }

    private int Sent => Directory.Exists(Path.Combine(Service.Root, "mail")) ? Directory.GetFiles(Path.Combine(Service.Root, "mail"), "*.eml").Length : 0;

    private BarredPerson Bar(Guid petition) =>
        new() { PetitionId = petition, PersonId = Office.HousingHandler.UserId, Ground = BarGround.Accused, Since = Office.Now, ByName = "test" };

    private Task<bool> BarAsync(Guid petition) => Service.DoAsync<Bars, bool>(async bars =>
    {
        await bars.AddAsync(petition, Office.HousingHandler.UserId, Office.HousingHandler.DisplayName, BarGround.Accused, Act, Cancellation);
        return true;
    });

    private Task<bool> QueueAsync(string key, Guid petition, string to = Reader, bool held = false) => Service.DoAsync<Outbox, bool>(async outbox =>
        await outbox.QueueAsync(new MailDraft(key, to, $"催办 {key}", "请登录系统查看。") { PetitionId = petition, IsHeld = held, Kind = "urge", Language = "zh-Hans" }, Cancellation));

    private Task<int> BundleAsync() =>
        Service.DoAsync<BundleMail, int>(bundle => bundle.HandleAsync(Reader, DateOnly.FromDateTime(Office.Now), again: false, Cancellation));

    private async Task<IReadOnlyList<OutgoingMail>> ClaimAsync() => await Service.Services.GetRequiredService<MailClaims>().TakeAsync(Cancellation);

    private async Task SendAsync()
    {
        await using var scope = Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(Cancellation);
    }

    private async Task<int> RequeuesAsync(Guid petition) => (await Office.HistoryAsync(petition)).Count(kind => kind == nameof(MailRequeued));

    private Task<List<OutgoingMail>> OutboxAsync() => Service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().ToListAsync(Cancellation));

    private async Task<(MailState State, DateTime? Next)> StateAsync(string key) =>
        (await OutboxAsync()).Where(m => m.DedupKey == key).Select(m => (m.State, m.NextAttemptAt)).Single();
}
