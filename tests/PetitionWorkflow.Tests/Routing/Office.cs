using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>The demo office at work on the real service: petitions come in, the right people complete tasks.</summary>
public sealed class Office(ServiceUnderTest service) : IAsyncDisposable
{
    private int _messages;

    public ServiceUnderTest Service => service;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Office> OpenAsync() => new(await ServiceUnderTest.StartAsync(settings: ("Demo:Enabled", "true")));

    public async Task<Viewer> PersonAsync(string userName) => await service.QueryAsync(async db =>
    {
        var member = await db.Set<StaffMember>().AsNoTracking().SingleAsync(m => m.UserName == userName, Cancellation);
        var account = DemoOffice.Accounts.Single(a => a.UserName == userName);
        return new Viewer(member.Id, member.DisplayName, new HashSet<string> { account.Role }, member.UnitId);
    });

    public async Task<string> UnitAsync(string code) =>
        (await service.QueryAsync(db => db.Set<Unit>().AsNoTracking().SingleAsync(u => u.Code == code, Cancellation))).Id.ToString();

    public async Task<string> StaffIdAsync(string userName) => (await PersonAsync(userName)).UserId.ToString();

    /// <summary>A petition on noise, which the rules give to the environment bureau.</summary>
    public async Task<Guid> RegisterAsync(ChannelRegister? register = null, string? urgent = null, string subject = "夜间施工噪音扰民", string phone = "13800000000", string name = "来信人", string? place = null, string? address = "某街道", int people = 1)
    {
        var clerk = await PersonAsync("clerk");
        var entry = new RegisterEntry
        {
            Register = register ?? new LetterRegister { TakenBy = "clerk" },
            Petitioner = new Petitioner { Name = name, Gender = Gender.Female, Phone = phone, Address = address, PeopleCount = people },
            Place = place,
            Subject = $"{subject} {++_messages}",
            Text = $"{subject}，影响休息，请求处理。第 {_messages} 件。",
            ReceivedAt = service.Time.GetUtcNow().UtcDateTime,
        };
        var registered = await service.DoAsync<RegisterPetitionHandler, RegisteredPetition>(
            handler => handler.HandleAsync(new RegisterPetition(entry, clerk.Act()) { UrgentCriterion = urgent }, Cancellation));
        await PumpAsync();
        return registered.Id;
    }

    public Task<Petition> CaseAsync(Guid id) => service.QueryAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == id, Cancellation));

    public async Task<IReadOnlyList<WorkTask>> OpenTasksAsync(Guid id) => await service.QueryAsync(db =>
        db.Set<WorkTask>().AsNoTracking().Where(t => t.PetitionId == id && t.State == TaskState.Open).OrderBy(t => t.TaskType).ToListAsync(Cancellation));

    /// <summary>Completes the open task of a kind as the person it is for.</summary>
    public async Task CompleteAsync(Guid id, string taskType, string outcome, params (string Field, string Value)[] data)
    {
        var refusal = await TryCompleteAsync(id, taskType, outcome, data);
        Assert.True(refusal is null, $"{taskType}:{outcome} was refused: {refusal?.Code} {refusal?.Field} {string.Join(' ', refusal?.Args ?? [])}");
    }

    public async Task<Refusal?> TryCompleteAsync(Guid id, string taskType, string outcome, params (string Field, string Value)[] data)
    {
        var task = Assert.Single(await OpenTasksAsync(id), t => t.TaskType == taskType);
        var command = new CompleteTask(task.Id, outcome, data.ToDictionary(d => d.Field, d => d.Value), await WhoeverAsync(task));
        var result = await service.Runner.RunAsync<CompleteTaskHandler, TaskDone>(handler => handler.HandleAsync(command, Cancellation), Cancellation);
        await PumpAsync();
        return result.Refusal;
    }

    public void GoTo(DateTime utc) => service.Time.SetUtcNow(new DateTimeOffset(utc, TimeSpan.Zero));

    /// <summary>What the heartbeat would do.</summary>
    public async Task PumpAsync()
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RunFlows>().RunAsync(Cancellation);
    }

    public async Task<IReadOnlyList<string>> HistoryAsync(Guid id) => await service.QueryAsync(db =>
        db.Set<CaseEvent>().AsNoTracking().Where(e => e.PetitionId == id).OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync(Cancellation));

    public async Task<IReadOnlyList<string>> DocumentsAsync(Guid id) => await service.QueryAsync(db =>
        db.Set<PetitionWorkflow.Documents.CaseDocument>().AsNoTracking().Where(d => d.PetitionId == id).OrderBy(d => d.IssuedAt).ThenBy(d => d.Id).Select(d => d.Kind).ToListAsync(Cancellation));

    private async Task<Viewer> WhoeverAsync(WorkTask task)
    {
        if (task.AssigneeId is { } id)
        {
            var name = await service.QueryAsync(db => db.Set<StaffMember>().Where(m => m.Id == id).Select(m => m.UserName!).SingleAsync(Cancellation));
            return await PersonAsync(name);
        }

        var unit = task.UnitId is { } unitId
            ? await service.QueryAsync(db => db.Set<Unit>().Where(u => u.Id == unitId).Select(u => u.Code).SingleAsync(Cancellation))
            : null;
        var account = DemoOffice.Accounts.First(a => (task.Role is null || a.Role == task.Role) && a.UnitCode == unit);
        return await PersonAsync(account.UserName);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();
}
