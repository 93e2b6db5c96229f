using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Tasks;

/// <summary>The tasks of who is away go to the substitute by themselves and come back, unless somebody decided otherwise meanwhile.</summary>
public sealed class StandInTests : TaskTestBase
{
    private DateOnly Today => Service.Time.Today();

    [Fact]
    public async Task Tasks_OfAClerkWhoIsAway_GoToTheSubstitute_AndComeBackOnReturn_EachOnce()
    {
        var petition = await Office.AddCaseAsync();
        var held = await Office.AddTaskAsync(petition, heldBy: Office.Clerk);
        var free = await Office.AddTaskAsync(petition);
        var named = await Office.AddTaskAsync(petition, role: null, heldBy: Office.Clerk, type: "review");
        await AwayAsync(Office.Clerk, Today.AddDays(1), Today.AddDays(3), Office.OtherClerk);
        await RunAsync();
        Assert.Equal(Office.Clerk.UserId, await HolderAsync(held));

        Service.Time.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(RunAsync(), RunAsync());
        Assert.Equal((Office.OtherClerk.UserId, (Guid?)null, Office.Clerk.UserId), (await HolderAsync(held), await HolderAsync(free), await HolderAsync(named)));
        Assert.Equal(["TaskHandedToSubstitute"], await Office.HistoryAsync(petition.Id));

        Service.Time.Advance(TimeSpan.FromDays(3));
        await RunAsync();
        await RunAsync();
        Assert.Equal(Office.Clerk.UserId, await HolderAsync(held));
        Assert.Equal(["TaskHandedToSubstitute", "TaskGivenBack"], await Office.HistoryAsync(petition.Id));
    }

    [Fact]
    public async Task ATask_ThatTheSubstituteHandedOnOrDid_DoesNotComeBack()
    {
        var petition = await Office.AddCaseAsync();
        var (passedOn, done, released) = (await Office.AddTaskAsync(petition, heldBy: Office.Clerk), await Office.AddTaskAsync(petition, heldBy: Office.Clerk), await Office.AddTaskAsync(petition, heldBy: Office.Clerk));
        await AwayAsync(Office.Clerk, Today, Today, Office.OtherClerk);
        await RunAsync();
        var third = await HireAsync("third");
        Assert.Null((await DelegateAsync(passedOn, Office.Clerk with { UserId = third }, Office.OtherClerk)).Refusal);
        Assert.Null((await CompleteAsync(done, Office.OtherClerk)).Refusal);
        Assert.Null((await ReleaseAsync(released, Office.OtherClerk)).Refusal);

        Service.Time.Advance(TimeSpan.FromDays(1));
        await RunAsync();

        Assert.Equal((third, Office.OtherClerk.UserId, (Guid?)null), (await HolderAsync(passedOn), await HolderAsync(done), await HolderAsync(released)));
    }

    [Fact]
    public async Task ATask_ThatTheSubstituteIsRecusedFrom_IsForWhoeverClaimsIt_AndIsNotTakenAwayAgain()
    {
        var petition = await Office.AddCaseAsync();
        var task = await Office.AddTaskAsync(petition, heldBy: Office.Clerk);
        await AwayAsync(Office.Clerk, Today, Today, Office.OtherClerk);
        await RunAsync();
        Assert.Equal(Office.OtherClerk.UserId, await HolderAsync(task));
        Assert.Null((await Service.Runner.RunAsync<AskForRecusalHandler>(h => h.HandleAsync(new AskForRecusal(petition.Id, Office.OtherClerk.UserId, null, "A neighbour.", Office.OtherClerk), Cancellation), Cancellation)).Refusal);
        Assert.Null(await HolderAsync(task));
        var third = Office.Clerk with { UserId = await HireAsync("third") };
        Assert.Null((await ClaimAsync(task, third)).Refusal);

        Service.Time.Advance(TimeSpan.FromDays(1));
        await RunAsync();

        Assert.Equal(third.UserId, await HolderAsync(task));
    }

    [Fact]
    public async Task WhenTheSubstituteIsAwayToo_TheNextOneHasIt_AndItComesBackToWhoseItIs()
    {
        var petition = await Office.AddCaseAsync();
        var task = await Office.AddTaskAsync(petition, heldBy: Office.Clerk);
        var third = await HireAsync("third");
        await AwayAsync(Office.Clerk, Today, Today.AddDays(4), Office.OtherClerk);
        await RunAsync();
        await AwayAsync(Office.OtherClerk, Today.AddDays(1), Today.AddDays(9), Office.Clerk with { UserId = third });
        Service.Time.Advance(TimeSpan.FromDays(1));
        await RunAsync();
        Assert.Equal(third, await HolderAsync(task));

        Service.Time.Advance(TimeSpan.FromDays(4));
        await RunAsync();
        Assert.Equal(Office.Clerk.UserId, await HolderAsync(task));
    }

    [Fact]
    public async Task ATask_ThatTheSubstituteMayNotDo_StaysWhereItIs()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var task = await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id, heldBy: Office.HousingHandler);
        await Office.WriteAsync(db => db.Set<StaffMember>().Single(m => m.Id == Office.HousingHandler.UserId).SetAbsence(Today, Today, Office.TransportHandler.UserId));

        await RunAsync();

        Assert.Equal(Office.HousingHandler.UserId, await HolderAsync(task));
    }

    private async Task AwayAsync(Viewer member, DateOnly from, DateOnly until, Viewer substitute) =>
        Assert.Null((await Service.Runner.RunAsync<SetAbsenceHandler>(h => h.HandleAsync(new SetAbsence(member.UserId, from, until, substitute.UserId, member), Cancellation), Cancellation)).Refusal);

    private Task<Guid> HireAsync(string name) => Service.DoAsync<CreateStaffMemberHandler, Guid>(
        h => h.HandleAsync(new CreateStaffMember(name, name, "correct horse 7!", [Roles.Clerk], null, $"{name}@office.test", ActContext.System("test")), Cancellation));

    private async Task RunAsync()
    {
        await using var scope = Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HandTasksOver>().RunAsync(Cancellation);
    }

    private Task<Guid?> HolderAsync(WorkTask task) => Service.QueryAsync(db => db.Set<WorkTask>().Where(t => t.Id == task.Id).Select(t => t.AssigneeId).SingleAsync(Cancellation));
}
