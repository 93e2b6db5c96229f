using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>The drawing on the case page, of a case that runs on the shipped flow.</summary>
public sealed class CaseFlowViewTests
{
    [Fact]
    public async Task Drawing_OfACaseInReview_ShowsWhereItStandsAndHowItCame()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();

        var flow = await DrawAsync(office, id);

        Assert.Equal("preliminary-review", Assert.Single(flow!.Nodes, n => n.State == CaseFlowState.Current).Id);
        Assert.Equal(["start", "start-k01", "facts", "is-answered"], flow.Nodes.Where(n => n.State == CaseFlowState.Passed).Select(n => n.Id));
        Assert.Equal(4, flow.Edges.Count(e => e.Passed));
        Assert.Contains(flow.Edges, e => e is { From: "preliminary-review", To: "accept", Label: "受理", Passed: false });
        Assert.Contains(flow.Edges, e => e is { From: "is-answered", Label: "否", Passed: true });
        Assert.Contains(flow.Edges, e => e is { From: "await-main-case", Label: "主件已答复" });
        Assert.DoesNotContain(flow.Edges, e => e.Label?.All(char.IsAscii) == true);
        Assert.Equal(flow.Nodes.Count, flow.Nodes.Select(n => (n.X, n.Y)).Distinct().Count());
    }

    [Fact]
    public async Task Drawing_OfAnArchivedCase_HasNoCurrentStep()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.CompleteAsync(id, "preliminary-review", "Transfer", ("competentAuthority", "区政府"), ("legalBasis", "《信访工作条例》第二十二条"), ("reason", "属地管理"));

        var flow = await DrawAsync(office, id);

        Assert.DoesNotContain(flow!.Nodes, n => n.State is CaseFlowState.Current or CaseFlowState.Faulted);
        Assert.Equal(CaseFlowState.Passed, flow.Nodes.Single(n => n.Id == "archive-transferred").State);
    }

    [Fact]
    public async Task Drawing_OfNoCase_IsNull()
    {
        await using var office = await Office.OpenAsync();
        Assert.Null(await DrawAsync(office, Guid.NewGuid()));
    }

    private static async Task<CaseFlow?> DrawAsync(Office office, Guid id)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICaseFlowView>().OfAsync(id, Office.Cancellation);
    }
}
