using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
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

    private static Unit NewUnit(string code) => new() { Id = Guid.CreateVersion7(), Code = code, Name = code };
}
