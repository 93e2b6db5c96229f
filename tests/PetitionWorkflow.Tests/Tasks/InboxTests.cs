using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Tasks;

public sealed class InboxTests : TaskTestBase
{
    [Fact]
    public async Task Read_IsOrderedByUrgencyThenDueThenAge_WithoutADueDayLast()
    {
        var petition = await Office.AddCaseAsync();
        var none = await Office.AddTaskAsync(petition);
        var late = await Office.AddTaskAsync(petition, due: Office.Now.AddDays(9));
        var soon = await Office.AddTaskAsync(petition, due: Office.Now.AddDays(1));
        var urgent = await Office.AddTaskAsync(petition, urgent: true);
        var urgentSoon = await Office.AddTaskAsync(petition, urgent: true, due: Office.Now.AddDays(3));

        var page = await ReadAsync(new InboxQuery(InboxTab.Role), Office.Clerk);

        Assert.Equal([urgentSoon.Id, urgent.Id, soon.Id, late.Id, none.Id], page.Rows.Select(r => r.TaskId));
    }

    [Fact]
    public async Task Read_TabsHoldMineMyRolesMyUnitsAndTheOfficesTasks()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var mine = await Office.AddTaskAsync(petition, heldBy: Office.Clerk);
        var role = await Office.AddTaskAsync(petition);
        var leader = await Office.AddTaskAsync(petition, Roles.Leader);
        var unit = await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id);
        var held = await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id, Office.HousingHandler);

        Assert.Equal([mine.Id], await IdsAsync(InboxTab.Mine, Office.Clerk));
        Assert.Equal([role.Id], await IdsAsync(InboxTab.Role, Office.Clerk));
        Assert.Equal([], await IdsAsync(InboxTab.Unit, Office.Clerk));
        Assert.Equal([mine.Id, role.Id, leader.Id, unit.Id, held.Id], await IdsAsync(InboxTab.All, Office.Clerk));
        Assert.Equal([held.Id], await IdsAsync(InboxTab.Mine, Office.HousingHandler));
        Assert.Equal([unit.Id, held.Id], await IdsAsync(InboxTab.Unit, Office.HousingHead));
        Assert.Equal([], await IdsAsync(InboxTab.All, Office.HousingHead));
    }

    [Fact]
    public async Task Read_NeverShowsAUnitAnotherUnitsCaseNorACaseThatAccusesIt()
    {
        var foreign = await Office.AddCaseAsync("Of transport", [Office.Transport.Id]);
        await Office.AddTaskAsync(foreign, Roles.Handler, Office.Transport.Id);
        var accusing = await Office.AddCaseAsync("Accuses housing", [Office.Housing.Id, Office.Transport.Id], accused: Office.Housing.Id);
        await Office.AddTaskAsync(accusing, Roles.Handler, Office.Housing.Id);
        await Office.AddTaskAsync(accusing, Roles.Handler, Office.Housing.Id, Office.HousingHandler);
        var unassigned = await Office.AddCaseAsync("Not assigned");
        await Office.AddTaskAsync(unassigned, Roles.Handler, Office.Housing.Id);

        foreach (var viewer in new[] { Office.HousingHandler, Office.HousingHead })
        {
            var counted = await Service.QueryAsync(db => new Inbox(db, Service.Time).CountAsync(viewer, Cancellation));
            Assert.Equal(0, counted.Waiting);
            foreach (var tab in Enum.GetValues<InboxTab>())
            {
                Assert.Equal([], await IdsAsync(tab, viewer));
                Assert.Equal(0, counted.CountOf(tab));
                Assert.Equal([], counted.TypesOf(tab));
            }

            Assert.Null(await Service.QueryAsync(db => new Inbox(db, Service.Time).NextAsync(viewer, Cancellation)));
        }
    }

    [Fact]
    public async Task Read_HidesACaseThatAccusesTheOfficePersonsOwnUnit()
    {
        var accusing = await Office.AddCaseAsync(accused: Office.Housing.Id);
        await Office.AddTaskAsync(accusing);
        var borrowed = Office.Clerk with { UnitId = Office.Housing.Id };

        Assert.Equal([], await IdsAsync(InboxTab.Role, borrowed));
        Assert.Equal([], await IdsAsync(InboxTab.All, borrowed));
    }

    [Fact]
    public async Task Read_FiltersByTypeChannelUrgencyLatenessAndText()
    {
        var letter = await Office.AddCaseAsync("Noise at 100%_night");
        var call = await Office.AddCaseAsync("Water", channel: Channel.Call);
        var late = await Office.AddTaskAsync(letter, type: "classify", due: Office.Now.AddDays(-1));
        var urgent = await Office.AddTaskAsync(call, urgent: true, due: Office.Now.AddDays(1));

        Assert.Equal([late.Id], await IdsAsync(q => q with { TaskType = "classify" }));
        Assert.Equal([urgent.Id], await IdsAsync(q => q with { Channel = Channel.Call }));
        Assert.Equal([urgent.Id], await IdsAsync(q => q with { UrgentOnly = true }));
        Assert.Equal([late.Id], await IdsAsync(q => q with { Due = DueFilter.Overdue }));
        Assert.Equal([urgent.Id], await IdsAsync(q => q with { Text = call.Number[^3..] }));
        Assert.Equal([late.Id], await IdsAsync(q => q with { Text = " 100%_n " }));
        Assert.Equal([], await IdsAsync(q => q with { Text = "%" + "_z" }));
    }

    [Fact]
    public async Task Read_SortsAndPages()
    {
        for (var i = 0; i < 5; i++)
        {
            await Office.AddTaskAsync(await Office.AddCaseAsync(), type: "type-" + (i % 2));
            Service.Time.Advance(TimeSpan.FromMinutes(1));
        }

        async Task<List<string>> NumbersAsync(InboxSort sort, bool down, int page) =>
            [.. (await ReadAsync(new InboxQuery(InboxTab.Role) { Sort = sort, Descending = down, Page = page, PageSize = 2 }, Office.Clerk)).Rows.Select(r => r.Number[^1..])];

        Assert.Equal(["1", "2"], await NumbersAsync(InboxSort.Number, false, 1));
        Assert.Equal(["3", "2"], await NumbersAsync(InboxSort.Number, true, 2));
        Assert.Equal(["5"], await NumbersAsync(InboxSort.Created, false, 3));
        Assert.Equal(["5", "4"], await NumbersAsync(InboxSort.Created, true, 1));
        Assert.Equal(["1", "3"], await NumbersAsync(InboxSort.Type, false, 1));
        Assert.Equal(["2", "4"], await NumbersAsync(InboxSort.Type, true, 1));
        Assert.Equal(["5", "4"], await NumbersAsync(InboxSort.Due, true, 1));
    }

    [Fact]
    public async Task Claimable_InTheListAndForOneTaskFollowTheSameRule()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id, Office.Transport.Id]);
        var tasks = new List<WorkTask>();
        foreach (var role in Roles.All.Append(null))
        {
            foreach (var unit in new Guid?[] { null, Office.Housing.Id, Office.Transport.Id })
            {
                tasks.Add(await Office.AddTaskAsync(petition, role, unit));
                tasks.Add(await Office.AddTaskAsync(petition, role, unit, Office.HousingHandler));
            }
        }

        foreach (var viewer in Office.Everybody)
        {
            var listed = await Service.QueryAsync(db => Task.FromResult(
                db.Set<WorkTask>().ClaimableBy(viewer).Select(t => t.Id).ToHashSet()));
            Assert.Equal(tasks.Where(t => t.IsClaimableBy(viewer)).Select(t => t.Id).ToHashSet(), listed);
        }
    }

    [Fact]
    public async Task Count_AgreesWithTheListsForEverybody()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id, Office.Transport.Id]);
        foreach (var role in Roles.All.Append(null))
        {
            foreach (var unit in new Guid?[] { null, Office.Housing.Id, Office.Transport.Id })
            {
                await Office.AddTaskAsync(petition, role, unit, type: "type-" + (role ?? "none"));
                await Office.AddTaskAsync(petition, role, unit, Office.HousingHandler);
            }
        }

        foreach (var viewer in Office.Everybody)
        {
            var counted = await Service.QueryAsync(db => new Inbox(db, Service.Time).CountAsync(viewer, Cancellation));
            foreach (var tab in Enum.GetValues<InboxTab>())
            {
                var listed = await ReadAsync(new InboxQuery(tab) { PageSize = 100 }, viewer);
                Assert.Equal(listed.Total, counted.CountOf(tab));
                Assert.Equal(listed.Rows.Select(r => r.TaskType).Distinct().Order(StringComparer.Ordinal), counted.TypesOf(tab));
            }

            var waiting = await Service.QueryAsync(async db => await db.Set<WorkTask>().VisibleTo(viewer, db).ToListAsync(Cancellation));
            Assert.Equal(waiting.Count(t => t.AssigneeId == viewer.UserId || t.IsClaimableBy(viewer)), counted.Waiting);
        }
    }

    [Fact]
    public async Task Next_PrefersWhatIHoldThenWhatICouldClaim()
    {
        var petition = await Office.AddCaseAsync();
        var claimable = await Office.AddTaskAsync(petition, urgent: true);
        Assert.Equal(claimable.Id, await NextAsync());

        var mine = await Office.AddTaskAsync(petition, heldBy: Office.Clerk);
        Assert.Equal(mine.Id, await NextAsync());

        Task<Guid?> NextAsync() => Service.QueryAsync(db => new Inbox(db, Service.Time).NextAsync(Office.Clerk, Cancellation));
    }

    private Task<InboxPage> ReadAsync(InboxQuery query, Viewer viewer) =>
        Service.QueryAsync(db => new Inbox(db, Service.Time).ReadAsync(query, viewer, Cancellation));

    private async Task<List<Guid>> IdsAsync(Func<InboxQuery, InboxQuery> filter) =>
        [.. (await ReadAsync(filter(new InboxQuery(InboxTab.Role)), Office.Clerk)).Rows.Select(r => r.TaskId)];

    private async Task<List<Guid>> IdsAsync(InboxTab tab, Viewer viewer) =>
        [.. (await ReadAsync(new InboxQuery(tab), viewer)).Rows.Select(r => r.TaskId)];
}
