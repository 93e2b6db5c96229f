using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>What the law waits for ends its clock by itself: a flow that forgets the step lets nothing run on.</summary>
public sealed class EventsEndClocksTests : ClockTestBase
{
    [Theory]
    [InlineData("K05", DocumentKinds.Opinion)]
    [InlineData("K09", DocumentKinds.ReviewOpinion)]
    [InlineData("K11", DocumentKinds.ReviewOpinion)]
    [InlineData("K12", DocumentKinds.Opinion)]
    [InlineData("K12", DocumentKinds.Reply)]
    [InlineData("K21", DocumentKinds.Reply)]
    [InlineData("K21", "procedure-notice")]
    [InlineData("K01", "out-of-scope-notice")]
    [InlineData("K01", "in-hand-notice")]
    public async Task Paper_ThatReachedThePetitioner_EndsItsClock_OnTheDayOfTheDelivery_HoweverLateThatIsEntered(string code, string kind)
    {
        GoTo("2026-03-02");
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var clock = await StartAsync(new StartClock(petition.Id, code));
        GoTo($"{clock.DueDay.AddDays(2):yyyy-MM-dd}");

        await DeliverAsync(petition, "completion-notice", clock.DueAt.AddHours(-3));
        Assert.True((await ClockAsync(clock.Id)).IsOpen);
        await DeliverAsync(petition, kind, clock.DueAt.AddHours(-3));

        var ended = await ClockAsync(clock.Id);
        Assert.Equal((ClockState.Met, clock.DueAt.AddHours(-3)), (ended.State, ended.EndedAt));
        Assert.Contains(ended.EndReason!, ClockCatalogue.Shipped.Newest(code)!.Stops);
    }

    [Fact]
    public async Task Routing_EndsWithTheAssignmentOrTheTransfer_AndTheClocksOfUnitsRunOn()
    {
        GoTo("2026-03-02");
        var (assigned, assignment) = await HandledCaseAsync();
        var (transferred, _) = await HandledCaseAsync();
        var (one, other) = (await StartAsync(new StartClock(assigned.Id, "K01")), await StartAsync(new StartClock(transferred.Id, "K01")));
        var feedback = await StartAsync(new StartClock(assigned.Id, "K07") { AssignmentId = assignment.Id, UnitId = assignment.UnitId, StatedDay = new DateOnly(2026, 4, 1) });

        await RaiseAsync(assigned, new CaseAssigned(assignment.Id, assignment.UnitId, "Unit of housing", true, new DateOnly(2026, 4, 1), true));
        await RaiseAsync(transferred, new DocumentIssued(Guid.NewGuid(), "transfer-letter", "ZSH-1"));

        Assert.Equal((ClockState.Met, StopEvents.Assigned), ((await ClockAsync(one.Id)).State, (await ClockAsync(one.Id)).EndReason));
        Assert.Equal((ClockState.Met, StopEvents.Transferred), ((await ClockAsync(other.Id)).State, (await ClockAsync(other.Id)).EndReason));
        Assert.True((await ClockAsync(feedback.Id)).IsOpen);
    }

    [Fact]
    public async Task Publication_IsAClock_WhoseEndTheClerksHearOfBefore_AndNobodyMisses()
    {
        GoTo("2026-03-02");
        var (shown, early) = (await Office.AddCaseAsync(), await Office.AddCaseAsync());
        await RaiseAsync(shown, new ResultPublished(new DateOnly(2026, 3, 20)));
        await RaiseAsync(early, new ResultPublished(new DateOnly(2026, 3, 20)));
        var (clock, other) = (await OfAsync(shown), await OfAsync(early));
        Assert.Equal(new DateOnly(2026, 3, 20), clock.DueDay);

        GoTo("2026-03-10");
        await RaiseAsync(early, new ResultTakenDown("不再同意"));
        GoTo("2026-03-19");
        await SweepAsync();
        Assert.Equal(["test-clerk-1@office.test", "test-clerk-2@office.test"], (await MailsAsync()).Select(m => m.ToAddress).Order(StringComparer.Ordinal));
        GoTo("2026-03-23");
        await SweepAsync();
        await SweepAsync();

        Assert.Equal((ClockState.Met, "time-over", clock.DueAt), ((await ClockAsync(clock.Id)).State, (await ClockAsync(clock.Id)).EndReason, (await ClockAsync(clock.Id)).EndedAt));
        Assert.Equal((ClockState.Met, StopEvents.TakenDown), ((await ClockAsync(other.Id)).State, (await ClockAsync(other.Id)).EndReason));
        Assert.Empty(await EventsAsync<ClockMissed>());
        Assert.Equal(2, (await EventsAsync<ClockStopped>()).Count);
    }

    private async Task DeliverAsync(Petition petition, string kind, DateTime at)
    {
        var document = new CaseDocument
        {
            Id = Guid.CreateVersion7(), PetitionId = petition.Id, Kind = kind, Number = "T-" + Guid.NewGuid().ToString("N")[..8], Title = "A paper", Html = "<p></p>", IssuedAt = petition.ReceivedAt,
            DeliveredAt = at,
        };
        await Office.WriteAsync(db => db.Add(document));
        await Service.DoAsync<PapersOfClocks, bool>(async papers =>
        {
            await papers.DeliveredAsync(document, Act, Cancellation);
            return true;
        });
    }

    private Task RaiseAsync(Petition petition, ICaseEvent happened) => Service.DoAsync<UnitOfWork, bool>(work =>
    {
        work.Raise(petition.Id, happened, Act);
        return Task.FromResult<Result<bool>>(true);
    });

    private Task<CaseClock> OfAsync(Petition petition) => Service.QueryAsync(db => Task.FromResult(db.Set<CaseClock>().Single(c => c.PetitionId == petition.Id)));
}
