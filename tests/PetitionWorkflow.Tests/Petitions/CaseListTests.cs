using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Tests.Intake;

namespace PetitionWorkflow.Tests.Petitions;

public sealed class CaseListTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AsHandlerOfAUnit_ShowsAndCountsOnlyItsOwnCases()
    {
        await using var service = await ServiceUnderTest.StartAsync(configure: services => services.WithoutFlows());
        var housing = await UnitAsync(service, "housing");
        var mine = (await service.RegisterAsync(Entries.Visit())).Id;
        await service.RegisterAsync(Entries.Call());
        var accused = (await service.RegisterAsync(Entries.Letter())).Id;
        await AddAsync(service, Assigned(mine, housing));
        await AddAsync(service, Assigned(accused, housing));
        await ChangeAsync(service, accused, p => p.AccusedUnitId = housing);

        var page = await ReadAsync(service, new CaseListQuery(), new Viewer(Guid.NewGuid(), "承办人", new HashSet<string> { Roles.Handler }, housing));

        Assert.Equal(mine, Assert.Single(page.Rows).Id);
        Assert.Equal((1, 1), (page.Total, page.ByStage.Values.Sum()));
    }

    [Fact]
    public async Task Read_WithFilters_NarrowsRowsTotalAndStageCounts()
    {
        await using var service = await ServiceUnderTest.StartAsync(configure: services => services.WithoutFlows());
        var visit = (await service.RegisterAsync(Entries.Visit("井盖破损"))).Id;
        var call = (await service.RegisterAsync(Entries.Call() with { Subject = "夜间施工噪音" })).Id;
        await ChangeAsync(service, visit, p => p.Stage = CaseStage.Archived);
        await ChangeAsync(service, call, p => p.IsUrgent = true);

        Assert.Equal([call], await IdsAsync(service, new CaseListQuery { Open = true }));
        Assert.Equal([visit], await IdsAsync(service, new CaseListQuery { Stage = CaseStage.Archived }));
        Assert.Equal([call], await IdsAsync(service, new CaseListQuery { UrgentOnly = true }));
        Assert.Equal([visit], await IdsAsync(service, new CaseListQuery { Channel = Channel.Visit }));
        Assert.Equal([call], await IdsAsync(service, new CaseListQuery { Text = "噪音 施工" }));
        Assert.Equal([visit], await IdsAsync(service, new CaseListQuery { Text = "000001" }));
        Assert.Empty(await IdsAsync(service, new CaseListQuery { Text = "100%_" }));
        Assert.Empty(await IdsAsync(service, new CaseListQuery { To = ChinaTime.DayOf(Entries.Now).AddDays(-1) }));
        Assert.Equal(2, (await IdsAsync(service, new CaseListQuery { From = ChinaTime.DayOf(Entries.Now), To = ChinaTime.DayOf(Entries.Now) })).Count);
        var page = await ReadAsync(service, new CaseListQuery { Stage = CaseStage.Archived }, Entries.Clerk);
        Assert.Equal((1, 1, 1), (page.Total, page.ByStage[CaseStage.Archived], page.ByStage[CaseStage.Registered]));
    }

    [Fact]
    public async Task Read_PageByPage_ShowsEveryCaseOnce()
    {
        await using var service = await ServiceUnderTest.StartAsync(configure: services => services.WithoutFlows());
        for (var i = 0; i < 7; i++)
        {
            await service.RegisterAsync(Entries.Visit());
        }

        var seen = new List<Guid>();
        for (var page = 1; page <= 3; page++)
        {
            seen.AddRange(await IdsAsync(service, new CaseListQuery { Page = page, PageSize = 3 }));
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(7, seen.Count);
    }

    [Theory]
    [InlineData(CaseSort.Received)]
    [InlineData(CaseSort.Number)]
    [InlineData(CaseSort.Stage)]
    [InlineData(CaseSort.Subject)]
    [InlineData(CaseSort.Channel)]
    public async Task Read_InEachOrder_TurnsRoundWithTheDirection(CaseSort sort)
    {
        await using var service = await ServiceUnderTest.StartAsync(configure: services => services.WithoutFlows());
        await service.RegisterAsync(Entries.Visit("b"));
        await service.RegisterAsync(Entries.Call() with { Subject = "a", ReceivedAt = Entries.Now.AddDays(-1) });

        var ascending = await IdsAsync(service, new CaseListQuery { Sort = sort, Descending = false });

        Assert.Equal(ascending.Reverse(), await IdsAsync(service, new CaseListQuery { Sort = sort, Descending = true }));
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(ServiceUnderTest service, CaseListQuery query) =>
        [.. (await ReadAsync(service, query, Entries.Clerk)).Rows.Select(r => r.Id)];

    private static async Task<CaseListPage> ReadAsync(ServiceUnderTest service, CaseListQuery query, Viewer viewer)
    {
        await using var scope = service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CaseList>().ReadAsync(query, viewer, Cancellation);
    }

    private static async Task<Guid> UnitAsync(ServiceUnderTest service, string code)
    {
        var unit = new Unit { Id = Guid.CreateVersion7(), Code = code, Name = code };
        await AddAsync(service, unit);
        return unit.Id;
    }

    private static Task AddAsync(ServiceUnderTest service, object row) => service.QueryAsync(db =>
    {
        db.Add(row);
        return db.SaveChangesAsync(Cancellation);
    });

    private static Task ChangeAsync(ServiceUnderTest service, Guid id, Action<Petition> change) => service.QueryAsync(async db =>
    {
        change(await db.Set<Petition>().SingleAsync(p => p.Id == id, Cancellation));
        return await db.SaveChangesAsync(Cancellation);
    });

    private static Assignment Assigned(Guid petition, Guid unit) => new()
    {
        Id = Guid.CreateVersion7(),
        PetitionId = petition,
        UnitId = unit,
        IsLead = true,
        Content = "核查",
        Requirements = "书面反馈",
        DueDay = new DateOnly(2026, 4, 1),
        AssignedAt = Entries.Now,
        Reason = "test",
    };
}
