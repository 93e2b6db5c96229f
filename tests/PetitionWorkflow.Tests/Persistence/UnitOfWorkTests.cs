using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Persistence;

public sealed class UnitOfWorkTests
{
    [Fact]
    public async Task RunAsync_WhenRefused_LeavesNothingBehind()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var result = await service.Runner.RunAsync<bool>(services =>
        {
            services.GetRequiredService<UnitOfWork>().Db.Add(NewUnit("housing"));
            return Task.FromResult<Result<bool>>(new Refusal("no"));
        }, TestContext.Current.CancellationToken);

        Assert.Equal("no", result.Refusal?.Code);
        Assert.Equal(0, await service.QueryAsync(db => db.Set<Unit>().CountAsync()));
    }

    [Fact]
    public async Task RunAsync_WhenManyWriteOneRow_LosesNoWrite()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => service.Runner.RunAsync<Numbering, long>(
            async numbering => await numbering.NextAsync("XF-2026", TestContext.Current.CancellationToken))));

        Assert.Equal(Enumerable.Range(1, 40).Select(n => (long)n), numbers.Select(n => n.Value).Order());
    }

    /// <summary>It read the row, and decided by it something that is written elsewhere.</summary>
    [Fact]
    public async Task RunAsync_HoldingToARowThatAnotherChangedMeanwhile_IsDoneAgain()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await (await TestOffice.OpenAsync(service.Services)).AddCaseAsync()).Id;
        var seen = new List<string>();

        await service.Runner.RunAsync<bool>(async services =>
        {
            var work = services.GetRequiredService<UnitOfWork>();
            var petition = (await work.Db.FindAsync<Petition>([id], cancellation))!;
            seen.Add(petition.Subject);
            if (seen.Count == 1)
            {
                await service.QueryAsync(db => db.Set<Petition>().Where(p => p.Id == id)
                    .ExecuteUpdateAsync(p => p.SetProperty(x => x.Subject, "changed").SetProperty(x => x.Version, x => x.Version + 1), cancellation));
            }

            work.HoldTo(petition);
            work.Db.Add(NewUnit("housing-" + seen.Count));
            return true;
        }, cancellation);

        Assert.Equal(["changed"], seen.Skip(1));
        Assert.Equal("housing-2", await service.QueryAsync(db => db.Set<Unit>().Where(u => u.Code.StartsWith("housing-")).Select(u => u.Code).SingleAsync(cancellation)));
    }

    [Fact]
    public async Task UnitsThatFollowOneAnother_WriteOverOneConnection_EvenAfterManyWroteAtOnce()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var crowd = Enumerable.Range(0, 4).Select(_ => service.Services.CreateAsyncScope()).ToList();
        var open = crowd.ConvertAll(scope => ConnectionOf(scope.ServiceProvider)).Distinct().Count();
        foreach (var scope in crowd)
        {
            await scope.DisposeAsync();
        }

        var used = new HashSet<object>();
        for (var i = 0; i < 8; i++)
        {
            var unit = NewUnit($"unit-{i}");
            await service.Runner.RunAsync<bool>(services =>
            {
                // What asks before the unit of work is first used asks over the same one.
                used.Add(ConnectionOf(services));
                services.GetRequiredService<UnitOfWork>().Db.Add(unit);
                used.Add(ConnectionOf(services));
                return Task.FromResult<Result<bool>>(true);
            }, TestContext.Current.CancellationToken);
        }

        Assert.Equal((4, 1), (open, used.Count));
        Assert.Equal(8, await service.QueryAsync(db => db.Set<Unit>().CountAsync()));
    }

    private static object ConnectionOf(IServiceProvider services) => services.GetRequiredService<PetitionDbContext>().Database.GetDbConnection();

    private static Unit NewUnit(string code) => new() { Id = Guid.CreateVersion7(), Code = code, Name = code };
}
