using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Routing.Publishing.Proposals;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Routing.Publishing;

/// <summary>Where the office does not demand two persons, whoever asks for a second one gets what a second one is for.</summary>
public sealed class FlowProposalTests
{
    private const string Flow = "review-request";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approval_OfADraftThatWasChangedAfterItWasProposed_IsRefused()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.PersonAsync("admin");
        var second = first with { UserId = Guid.CreateVersion7(), DisplayName = "第二名管理员" };
        await SaveDraftAsync(office, "复查申请（一）");
        Assert.Null((await office.Service.Runner.RunAsync<ProposeFlowHandler>(h => h.HandleAsync(new ProposeFlow(Flow, "改名", first), Cancellation), Cancellation)).Refusal);
        var proposal = await office.Service.QueryAsync(db => db.Set<FlowProposal>().Select(p => p.Id).SingleAsync(Cancellation));

        await SaveDraftAsync(office, "复查申请（二）");
        Assert.Equal("flow-changed-since-proposed", (await ApproveAsync())?.Code);
        Assert.NotEqual("复查申请（二）", await PublishedNameAsync(office));

        await SaveDraftAsync(office, "复查申请（一）");
        Assert.Null(await ApproveAsync());
        Assert.Equal("复查申请（一）", await PublishedNameAsync(office));

        async Task<Refusal?> ApproveAsync() =>
            (await office.Service.Runner.RunAsync<DecideFlowHandler>(h => h.HandleAsync(new DecideFlow(proposal, Approve: true, null, second), Cancellation), Cancellation)).Refusal;
    }

    private static async Task SaveDraftAsync(Office office, string name)
    {
        var row = await office.Service.QueryAsync(db => db.Set<WorkflowDefinitionRow>().AsNoTracking().SingleAsync(d => d.DefinitionId == Flow && d.IsLatest, Cancellation));
        var draft = DefinitionRows.Read(row);
        draft.Name = name;
        await office.Service.DoAsync<WorkflowPublisher, bool>(async publisher => (await publisher.SaveAsync(draft, publish: false, Cancellation)).Succeeded);
    }

    private static Task<string?> PublishedNameAsync(Office office) =>
        office.Service.QueryAsync(db => db.Set<WorkflowDefinitionRow>().Where(d => d.DefinitionId == Flow && d.IsPublished).Select(d => d.Name).SingleAsync(Cancellation));
}
