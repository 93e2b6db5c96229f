using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

public sealed class DuplicateTests
{
    private const string Subject = "滨河小区三号楼电梯长期停运";
    private const string Text = "滨河小区三号楼的两部电梯自去年十二月起停运至今，老人上下楼十分困难，多次向物业反映均无结果，希望住建部门督促物业尽快维修。";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_TheSameMatterInOtherWords_GivesAHintWithItsReason()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var first = await service.RegisterAsync(Entries.Visit(Subject, Text));
        await service.RegisterAsync(Entries.Visit("幸福路路灯不亮", "幸福路东段路灯损坏已有两周，夜间出行不安全，请市政部门安排维修。"));

        var hints = await FindAsync(service, new FindDuplicates
        {
            Subject = "电梯停运没人管",
            Text = "我住滨河小区三号楼，两部电梯自去年十二月起停运至今，老人上下楼十分困难，物业一直推脱，请住建部门督促维修。",
        });

        var hint = Assert.Single(hints);
        Assert.Equal(first.Id, hint.PetitionId);
        Assert.True(hint.SameMatter);
        Assert.False(hint.SamePerson);
    }

    [Fact]
    public async Task Find_TheSamePersonWithAnotherMatter_SaysSoHoweverTheNumberIsWritten()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.RegisterAsync(Entries.Visit());

        var hint = Assert.Single(await FindAsync(service, new FindDuplicates { Phone = "+86 (010) 5550-0001", Text = "完全不同的事项。" }));

        Assert.True(hint.SamePhone);
        Assert.False(hint.SameMatter);
    }

    [Fact]
    public async Task Find_AfterACorrection_ComparesWithTheNewWords()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.RegisterAsync(Entries.Call() with { Petitioner = new Petitioner { IsAnonymous = true } })).Id;
        Assert.Empty(await FindAsync(service, new FindDuplicates { Subject = Subject, Text = Text }));
        var corrected = Entries.Call() with { Subject = Subject, Text = Text, Petitioner = new Petitioner { IsAnonymous = true } };
        await service.DoAsync<ChangeRegisterHandler, int>(
            h => h.HandleAsync(new ChangeRegister(id, 0, corrected, false, Entries.Act with { Reason = "更正" }), Cancellation));

        Assert.Equal(id, Assert.Single(await FindAsync(service, new FindDuplicates { Subject = Subject, Text = Text })).PetitionId);
        Assert.Empty(await FindAsync(service, new FindDuplicates { Subject = Subject, Text = Text, Except = id }));
    }

    [Fact]
    public async Task Find_AsAccusedUnit_FindsNoTrace()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.RegisterAsync(Entries.Visit(Subject, Text));

        Assert.Empty(await FindAsync(service, new FindDuplicates { Subject = Subject, Text = Text }, new Viewer(Guid.NewGuid(), "承办人", new HashSet<string> { Roles.Handler }, Guid.NewGuid())));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("？！", "…")]
    [InlineData("坏\ud800", "\udc00坏")]
    public async Task Find_WithNothingToCompare_FindsNothing(string subject, string text)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await service.RegisterAsync(Entries.Visit());

        Assert.Empty(await FindAsync(service, new FindDuplicates { Subject = subject, Text = text }));
    }

    private static async Task<IReadOnlyList<DuplicateHint>> FindAsync(ServiceUnderTest service, FindDuplicates query, Viewer? viewer = null)
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DuplicateFinder>().FindAsync(query, viewer ?? Entries.Clerk, 5, Cancellation);
    }
}
