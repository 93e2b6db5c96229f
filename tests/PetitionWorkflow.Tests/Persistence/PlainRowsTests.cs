using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Tests.Intake;

namespace PetitionWorkflow.Tests.Persistence;

/// <summary>What EF would write and what is written instead of it are the same rows.</summary>
public sealed class PlainRowsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheKindsThatNearlyEveryUnitWrites_ArePlain_AndWhatOnlyEfUnderstandsIsNot()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await using var scope = service.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<PetitionDbContext>().Model;

        Assert.All([typeof(Petition), typeof(WorkTask), typeof(CaseClock), typeof(Assignment), typeof(CaseDocument), typeof(Unit)], type => Assert.NotNull(PlainRow.Of(TypeOf(type))));
        // A date with an offset, and a row that belongs to another's.
        Assert.Null(PlainRow.Of(TypeOf(typeof(StaffMember))));
        Assert.Null(PlainRow.Of(model.FindEntityType(typeof(Petition))!.FindNavigation(nameof(Petition.Petitioner))!.TargetEntityType));

        IEntityType TypeOf(Type type) => model.FindEntityType(type)!;
    }

    [Fact]
    public async Task EveryKindThatIsPlain_IsReadBackAsItWasWritten()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var unit = new Unit { Id = Guid.CreateVersion7(), Code = "housing", Name = "住房 'и' \"жильё\"", Level = GovernmentLevel.District };
        unit.SetSubstitute("second@example.org", new DateOnly(2026, 2, 28), null);
        await WriteAsync(service, db => Task.FromResult(db.Add(unit)));
        Assert.Equal((unit.Name, GovernmentLevel.District, new DateOnly(2026, 2, 28), true), await service.QueryAsync(async db =>
        {
            var added = await db.Set<Unit>().SingleAsync(u => u.Id == unit.Id, Cancellation);
            return (added.Name, added.Level!.Value, added.SubstituteFrom!.Value, added.IsActive);
        }));

        await WriteAsync(service, async db =>
        {
            var changed = await db.FindAsync<Unit>([unit.Id], Cancellation);
            (changed!.Name, changed.IsActive, changed.EmailFailedAt) = ("", false, new DateTime(2026, 3, 1, 2, 3, 4, 567, DateTimeKind.Utc));
            changed.SetSubstitute(null, null, null);
        });

        var read = await service.QueryAsync(db => db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Id == unit.Id, Cancellation));
        var raw = await service.QueryAsync(db => db.Database.SqlQueryRaw<string>("SELECT typeof(Id) || typeof(Name) || typeof(SubstituteFrom) || typeof(IsActive) || EmailFailedAt AS Value FROM Units").SingleAsync(Cancellation));

        Assert.Equal(("housing", "", GovernmentLevel.District, false, null, new DateTime(2026, 3, 1, 2, 3, 4, 567, DateTimeKind.Utc)), (read.Code, read.Name, read.Level!.Value, read.IsActive, read.SubstituteFrom, read.EmailFailedAt!.Value));
        Assert.Equal("blobtextnullinteger2026-03-01 02:03:04.567", raw);
    }

    [Fact]
    public async Task APetitionAndItsPetitioner_StandInOneRow()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var entry = Entries.Visit();

        var id = (await service.RegisterAsync(entry)).Id;
        var read = await service.QueryAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == id, Cancellation));

        Assert.Equal((entry.Subject, entry.Text, Channel.Visit), (read.Subject, read.Text, read.Channel));
        Assert.Equivalent(entry.Petitioner, read.Petitioner, strict: true);
    }

    [Fact]
    public async Task ANumberThatTheDatabaseGives_IsTheEntitysAfterwards()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var petition = (await service.RegisterAsync(Entries.Visit())).Id;
        CaseCategory[] chosen = [.. Enumerable.Range(1, 3).Select(i => new CaseCategory { PetitionId = petition, CategoryId = Guid.CreateVersion7(), Path = $"path {i}", IsMain = i == 1 })];

        await WriteAsync(service, db =>
        {
            db.AddRange(chosen.AsEnumerable());
            return Task.CompletedTask;
        });

        var left = await service.QueryAsync(db => db.Set<CaseCategory>().Where(c => c.PetitionId == petition).ToDictionaryAsync(c => c.Id, c => c.Path, Cancellation));
        Assert.Equal(left, chosen.ToDictionary(c => c.Id, c => c.Path));
        Assert.All(left.Keys, id => Assert.True(id > 0));
    }

    [Fact]
    public async Task ARowThatAnotherChangedFirst_IsNotOverwritten()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var petition = (await service.RegisterAsync(Entries.Visit())).Id;
        var task = await service.QueryAsync(db => db.Set<WorkTask>().Where(t => t.PetitionId == petition).Select(t => t.Id).FirstAsync(Cancellation));
        var attempts = 0;

        await service.Runner.RunAsync<bool>(async services =>
        {
            var work = services.GetRequiredService<UnitOfWork>();
            var mine = await work.Db.FindAsync<WorkTask>([task], Cancellation);
            if (attempts++ == 0)
            {
                await WriteAsync(service, async db => (await db.FindAsync<WorkTask>([task], Cancellation))!.DraftJson = "first");
            }

            mine!.DraftJson += ", then mine";
            return true;
        }, Cancellation);

        Assert.Equal(2, attempts);
        Assert.Equal(("first, then mine", 2), await service.QueryAsync(async db =>
        {
            var left = await db.Set<WorkTask>().SingleAsync(t => t.Id == task, Cancellation);
            return (left.DraftJson, left.Version);
        }));
    }

    [Fact]
    public async Task AUniqueValueThatOneRowGivesUpAndANewOneTakes_IsPassedOnInOneUnit_AndASecondOwnerIsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var petition = (await service.RegisterAsync(Entries.Visit())).Id;
        var first = NewClock(petition, "K99");
        await WriteAsync(service, db => Task.FromResult(db.Add(first)));

        await WriteAsync(service, async db =>
        {
            db.Add(NewClock(petition, "K99"));
            (await db.FindAsync<CaseClock>([first.Id], Cancellation))!.End(ClockState.Met, Entries.Now, "done");
        });

        Assert.Equal(2, await service.QueryAsync(db => db.Set<CaseClock>().CountAsync(c => c.PetitionId == petition && c.Code == "K99", Cancellation)));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => service.Runner.RunAsync<bool>(services =>
        {
            services.GetRequiredService<UnitOfWork>().Db.Add(NewClock(petition, "K99"));
            return Task.FromResult<Result<bool>>(true);
        }, Cancellation));
        Assert.Equal(nameof(CaseClock), refused.Entries.Single().Metadata.ClrType.Name);
    }

    private static CaseClock NewClock(Guid petition, string code)
    {
        var clock = new CaseClock { Id = Guid.CreateVersion7(), PetitionId = petition, Code = code, RuleVersion = 1, StartedAt = Entries.Now, RemindedUntil = Entries.Now };
        clock.SetDue(DueDay.Compute(ClockCatalogue.Shipped.Newest("K05")!, clock.StartedAt, OfficialYears.Calendar));
        clock.Open();
        return clock;
    }

    private static async Task WriteAsync(ServiceUnderTest service, Func<PetitionDbContext, Task> write) =>
        (await service.Runner.RunAsync<bool>(async services =>
        {
            await write(services.GetRequiredService<UnitOfWork>().Db);
            return true;
        }, Cancellation)).Require();
}
