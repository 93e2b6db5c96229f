using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Persistence;

/// <summary>A question that is translated once is answered as one that is translated each time.</summary>
public sealed class KeptQueryTests
{
    private static readonly KeptQuery<string, Unit> ByCode = new((db, code) => db.Set<Unit>().Where(u => u.Code == code));

    [Fact]
    public async Task TheSameQuestion_IsAnsweredFromTheDatabaseThatIsAsked()
    {
        await using var first = await ServiceUnderTest.StartAsync();
        await using var second = await ServiceUnderTest.StartAsync();
        await AddAsync(first, "housing");
        await AddAsync(second, "water");

        foreach (var (service, code) in new[] { (first, "housing"), (second, "water"), (first, "housing") })
        {
            Assert.Equal(code, (await service.QueryAsync(db => ByCode.FirstAsync(db, code, TestContext.Current.CancellationToken)))!.Code);
            Assert.Equal(service == first, await service.QueryAsync(db => ByCode.AnyAsync(db, "housing", TestContext.Current.CancellationToken)));
            Assert.Empty(await service.QueryAsync(db => ByCode.ListAsync(db, "nowhere", TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public async Task ARow_IsFoundByItsKey_AsTheUnitOfWorkHoldsIt()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var stored = await AddAsync(service, "housing");
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();

        var read = await db.FindAsync<Unit>([stored.Id], TestContext.Current.CancellationToken);
        read!.Name = "renamed";
        var added = NewUnit("water");
        db.Add(added);

        Assert.Same(read, await db.FindAsync<Unit>([stored.Id], TestContext.Current.CancellationToken));
        Assert.Same(added, await db.FindAsync<Unit>([added.Id], TestContext.Current.CancellationToken));
        Assert.Null(await db.FindAsync<Unit>([Guid.NewGuid()], TestContext.Current.CancellationToken));
        Assert.Equal(EntityState.Modified, db.Entry(read).State);
    }

    private static async Task<Unit> AddAsync(ServiceUnderTest service, string code)
    {
        var unit = NewUnit(code);
        (await service.Runner.RunAsync<bool>(services =>
        {
            services.GetRequiredService<UnitOfWork>().Db.Add(unit);
            return Task.FromResult<Shared.Result<bool>>(true);
        }, TestContext.Current.CancellationToken)).Require();
        return unit;
    }

    private static Unit NewUnit(string code) => new() { Id = Guid.CreateVersion7(), Code = code, Name = code };
}
