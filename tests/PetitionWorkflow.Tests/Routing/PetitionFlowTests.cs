using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Tests.Routing;

public sealed class PetitionFlowTests
{
    [Fact]
    public async Task AnOrdinaryLetter_GoesAllTheWay()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToArchiveAsync(id);

        var closed = await office.CaseAsync(id);
        Assert.Equal(CaseOutcome.Resolved, closed.Outcome);
        Assert.Empty(await office.OpenTasksAsync(id));
    }
}
