using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Scenarios;

/// <summary>Scenario 13 (C51): without consent no page offers the publication; with it the text is redacted, shown, and taken down on its last day or by a clerk.</summary>
public sealed class PublicationByConsentTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(withFlows: true);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task AResult_IsPublishedByConsentOnly_Redacted_AndTakenDown()
    {
        var silent = await _web.RegisterAsync("井盖破损", "信访人乙", "010-5550 0002");
        await _web.ToArchiveAsync(silent.Id, ("publicationConsent", "false"));
        var clerk = _web.As(_web.Office.Clerk);
        await clerk.OpenAsync($"/cases/{silent.Number}/publish");
        Assert.Contains("信访人没有同意公示", clerk.Text("main"), StringComparison.Ordinal);
        Assert.Empty(clerk.Page.QuerySelectorAll("main textarea[name=Answer]"));

        var willing = await _web.RegisterAsync("路灯不亮", "信访人甲", "13812345678");
        await _web.ToArchiveAsync(willing.Id, ("publicationConsent", "true"), ("result", "已电话 13812345678 告知信访人甲，路灯修复。"));
        await clerk.OpenAsync($"/cases/{willing.Number}/publish");
        Assert.Equal("已电话 ※※ 告知※※，路灯修复。", clerk.ValueOf("Answer").Trim());
        await clerk.PressAsync("公示办理结果", ("Answer", "信访人甲的路灯已修复。"), ("Days", "3"));
        Assert.Contains("公示内容中还有", clerk.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("信访人甲的路灯已修复。", clerk.ValueOf("Answer").Trim());
        await clerk.PressAsync("公示办理结果", ("Answer", "路灯已修复。"), ("Days", "3"));
        Assert.Contains("路灯已修复。", await ShownAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("信访人甲", await ShownAsync(), StringComparison.Ordinal);

        // By itself, after its last day.
        _web.Time.Advance(TimeSpan.FromDays(3));
        Assert.DoesNotContain("路灯已修复", await ShownAsync(), StringComparison.Ordinal);

        // And by a clerk, with a reason; the heartbeat has ended the clock of the first publication.
        await using (var scope = _web.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ClockSweep>().RunAsync(TestContext.Current.CancellationToken);
        }

        await clerk.OpenAsync($"/cases/{willing.Number}/publish");
        await clerk.PressAsync("公示办理结果", ("Answer", "路灯已修复。"), ("Days", "30"));
        Assert.Contains("路灯已修复", await ShownAsync(), StringComparison.Ordinal);
        await clerk.OpenAsync($"/cases/{willing.Number}/publish");
        await clerk.PressAsync("提前结束公示", ("Reason", "信访人不再同意"));
        Assert.DoesNotContain("路灯已修复", await ShownAsync(), StringComparison.Ordinal);
    }

    private async Task<string> ShownAsync()
    {
        var reader = _web.Anonymous();
        await reader.OpenAsync("/p/results");
        return reader.Text("main");
    }
}
