using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>workflows/leader-instruction.json</summary>
public sealed class LeaderInstructionFlowTests
{
    [Fact]
    public async Task EveryConnection_IsWalked_AndTheAssignmentWaits()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id, "Important");
        Assert.Equal("leader-instruction", Assert.Single(await office.OpenTasksAsync(id)).TaskType);
        Assert.Equal(CaseStage.LeaderInstruction, (await office.CaseAsync(id)).Stage);

        await office.CompleteAsync(id, "leader-instruction", "AskForMaterial", ("reason", "请补充历史情况"));
        await office.CompleteAsync(id, "supplement-material", "Submit", ("material", "历史情况说明"));
        await office.CompleteAsync(id, "leader-instruction", "Instruct", ("instruction", "请依法办理"), ("trackEveryDays", "7"));

        Assert.Equal("assign", Assert.Single(await office.OpenTasksAsync(id)).TaskType);
        Assert.Contains("instruction-sheet", await office.DocumentsAsync(id));
        Assert.Empty(await office.NeverWalkedAsync("leader-instruction"));
    }
}
