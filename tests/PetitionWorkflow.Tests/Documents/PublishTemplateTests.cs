using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Editing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Documents;

public sealed class PublishTemplateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Published_TheNextPaperFollowsIt_AndTheEarlierOneStaysAsIssued()
    {
        await using var office = await Office.OpenAsync();
        var first = await AcceptedAsync(office);

        Assert.Equal(1, (await PublishAsync(office, 0, html => html.Replace("<h1>", "<h1>办公室 ", StringComparison.Ordinal))).Value);
        var second = await AcceptedAsync(office);

        Assert.Equal((0, false), (first.TemplateVersion, first.Html.Contains("<h1>办公室 ", StringComparison.Ordinal)));
        Assert.Equal((1, true), (second.TemplateVersion, second.Html.Contains("<h1>办公室 ", StringComparison.Ordinal)));
        var unchanged = await office.Service.QueryAsync(db => db.FindAsync<CaseDocument>([first.Id], Cancellation).AsTask());
        Assert.Equal(first.Html, unchanged!.Html);
    }

    /// <summary>The number is given last of all.</summary>
    [Fact]
    public async Task Published_WithANumberThatMustBeThere_PapersGoOnBeingIssued()
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal(1, (await PublishAsync(office, 0, html => html.Replace("<h1>", "<h1>{{documentNumber!}} ", StringComparison.Ordinal))).Value);

        var paper = await AcceptedAsync(office);

        Assert.Contains($"<h1>{paper.Number} ", paper.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_OverANewerVersionThatWasNotSeen_IsRefused()
    {
        await using var office = await Office.OpenAsync();
        await PublishAsync(office, 0, html => html.Replace("<h1>", "<h1>一 ", StringComparison.Ordinal));

        var second = await PublishAsync(office, 0, html => html.Replace("<h1>", "<h1>二 ", StringComparison.Ordinal));

        Assert.Equal("template-changed-meanwhile", second.Refusal?.Code);
    }

    [Fact]
    public async Task Published_WithFaults_IsRefusedNamingAll_AndTheOldOneStaysInForce()
    {
        await using var office = await Office.OpenAsync();

        var refused = await PublishAsync(office, 0, html => html.Replace("<h1>", "<h1 onload='x'>{{secret}}", StringComparison.Ordinal));

        Assert.Equal(["template-attribute", "template-field-unknown"], refused.Refusal!.Others.Prepend(refused.Refusal).Select(r => r.Code));
        Assert.Equal(0, (await AcceptedAsync(office)).TemplateVersion);
    }

    [Fact]
    public async Task Published_Unchanged_IsRefused()
    {
        await using var office = await Office.OpenAsync();

        Assert.Equal("template-unchanged", (await PublishAsync(office, 0, html => html.ReplaceLineEndings("\r\n"))).Refusal?.Code);
    }

    private static async Task<Result<int>> PublishAsync(Office office, int basedOn, Func<string, string> change)
    {
        var html = change(office.Service.Services.GetRequiredService<DocumentTemplates>().HtmlOf(DocumentKinds.Find("acceptance-notice")!));
        var command = new PublishTemplate("acceptance-notice", basedOn, html, "依新格式", ActContext.System("test"));
        return await office.Service.Runner.RunAsync<PublishTemplateHandler, int>(h => h.HandleAsync(command, Cancellation), Cancellation);
    }

    /// <summary>A petition that is accepted leaves the notice of acceptance.</summary>
    private static async Task<CaseDocument> AcceptedAsync(Office office)
    {
        var id = await office.RegisterAsync();
        await office.CompleteAsync(id, "preliminary-review", "Accept");
        return await office.Service.QueryAsync(db => db.Set<CaseDocument>().SingleAsync(d => d.PetitionId == id && d.Kind == "acceptance-notice", Cancellation));
    }
}
