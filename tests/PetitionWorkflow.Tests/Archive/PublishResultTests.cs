using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Archive;

/// <summary>公示 (C51): by consent, redacted, for a limited time.</summary>
public sealed class PublishResultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Result_WithConsent_IsShownUntilItsLastDayAndNoLonger()
    {
        await using var office = await Office.OpenAsync();
        var number = await ResolvedAsync(office, consent: true);

        Assert.Null(await PublishAsync(office, number, "路灯已修复", days: 3));

        Assert.Equal("路灯已修复", (await ShownAsync(office)).Single().Answer);
        office.Service.Time.Advance(TimeSpan.FromDays(2));
        Assert.Single(await ShownAsync(office));
        office.Service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await ShownAsync(office));
    }

    [Fact]
    public async Task Result_WithoutConsent_CannotBePublished()
    {
        await using var office = await Office.OpenAsync();
        var number = await ResolvedAsync(office, consent: false);

        Assert.Equal("publication-without-consent", (await PublishAsync(office, number, "路灯已修复"))?.Code);
        Assert.Empty(await ShownAsync(office));
    }

    [Fact]
    public async Task Result_ThatStillNamesThePetitioner_IsRefusedNamingWhatIsLeft()
    {
        await using var office = await Office.OpenAsync();
        var number = await ResolvedAsync(office, consent: true);
        var petition = await office.Service.QueryAsync(db => db.Set<Petition>().SingleAsync(p => p.Number == number, Cancellation));

        var refused = await PublishAsync(office, number, $"已电话告知{petition.Petitioner.Name}（13812345678）");

        Assert.Equal(("publication-not-redacted", "Answer"), (refused?.Code, refused?.Field));
        Assert.Contains("姓名", (string)refused!.Args[0], StringComparison.Ordinal);
        Assert.DoesNotContain("13812345678", string.Join(' ', refused.Args), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_HasThePetitionerStruckOut()
    {
        await using var office = await Office.OpenAsync();
        var number = await ResolvedAsync(office, consent: true, result: "已电话答复 13812345678，身份证 110101199003071234，邮箱 a.b@example.com");
        await using var scope = office.Service.Services.CreateAsyncScope();

        var draft = await scope.ServiceProvider.GetRequiredService<PublicationDrafts>().FindAsync(number, await office.PersonAsync("clerk"), Cancellation);

        Assert.Null(draft!.Refusal);
        Assert.Equal("已电话答复 ※※，身份证 ※※，邮箱 ※※", draft.Answer);
    }

    [Fact]
    public async Task Result_OfAnAccusationOrAnOpenCase_CannotBePublished()
    {
        await using var office = await Office.OpenAsync();
        var open = (await office.CaseAsync(await office.RegisterAsync())).Number;
        Assert.Equal("publication-not-resolved", (await PublishAsync(office, open, "x"))?.Code);

        var number = await ResolvedAsync(office, consent: true);
        await office.Service.QueryAsync(db => db.Set<Petition>().Where(p => p.Number == number).ExecuteUpdateAsync(p => p.SetProperty(x => x.MatterClass, MatterClass.Accusation), Cancellation));
        Assert.Equal("publication-of-accusation", (await PublishAsync(office, number, "x"))?.Code);
    }

    [Fact]
    public async Task Result_IsTakenDownWithAReason_AndNobodyElseMay()
    {
        await using var office = await Office.OpenAsync();
        var number = await ResolvedAsync(office, consent: true);
        await PublishAsync(office, number, "路灯已修复");

        Assert.Equal("publication-not-shown", (await TakeDownAsync(office, number, "信访人不再同意", "housing.head"))?.Code);
        Assert.Equal("reason-required", (await TakeDownAsync(office, number, " ", "clerk"))?.Code);
        Assert.Null(await TakeDownAsync(office, number, "信访人不再同意", "clerk"));
        Assert.Empty(await ShownAsync(office));
        var id = await office.Service.QueryAsync(db => db.Set<Petition>().Where(p => p.Number == number).Select(p => p.Id).SingleAsync(Cancellation));
        Assert.Equal(["ResultPublished", "ResultTakenDown"], (await office.HistoryAsync(id)).Where(kind => kind.StartsWith("Result", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(366)]
    public async Task Result_ForNoDayOrForYears_IsRefused(int days)
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal("publication-days", (await PublishAsync(office, await ResolvedAsync(office, consent: true), "x", days))?.Code);
    }

    private static async Task<Refusal?> PublishAsync(Office office, string number, string answer, int days = 30)
    {
        var command = new PublishResult(number, "路灯不亮", "小区门口路灯不亮", answer, days, await office.PersonAsync("clerk"));
        return (await office.Service.Runner.RunAsync<PublishResultHandler>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal;
    }

    private static async Task<Refusal?> TakeDownAsync(Office office, string number, string reason, string by)
    {
        var command = new TakeDownResult(number, reason, await office.PersonAsync(by));
        return (await office.Service.Runner.RunAsync<TakeDownResultHandler>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal;
    }

    private static async Task<List<PublishedResult>> ShownAsync(Office office) =>
        await office.Service.QueryAsync(db => db.Set<PublishedResult>().ShownOn(office.Service.Time.Today()).ToListAsync(Cancellation));

    private static async Task<string> ResolvedAsync(Office office, bool consent, string result = "已修复")
    {
        var id = await office.RegisterAsync();
        await office.ToArchiveAsync(id, ("publicationConsent", consent ? "true" : "false"), ("result", result));
        return (await office.CaseAsync(id)).Number;
    }
}
