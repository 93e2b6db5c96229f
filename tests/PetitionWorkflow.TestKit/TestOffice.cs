using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.TestKit;

/// <summary>
/// A small city: the petition office and two handling units with their people, written as rows. Cases and tasks are added as a test
/// needs them, without a running flow behind them.
/// </summary>
public sealed class TestOffice
{
    private readonly IServiceProvider _services;
    private static long _lastTask;
    private int _lastNumber;

    private TestOffice(IServiceProvider services) => _services = services;

    public Unit Housing { get; } = NewUnit("housing");
    public Unit Transport { get; } = NewUnit("transport");

    public Viewer Clerk { get; private set; } = null!;
    public Viewer OtherClerk { get; private set; } = null!;
    public Viewer Leader { get; private set; } = null!;
    public Viewer Administrator { get; private set; } = null!;
    public Viewer Auditor { get; private set; } = null!;
    public Viewer HousingHead { get; private set; } = null!;
    public Viewer HousingHandler { get; private set; } = null!;
    public Viewer TransportHandler { get; private set; } = null!;

    public IEnumerable<Viewer> Everybody =>
        [Clerk, OtherClerk, Leader, Administrator, Auditor, HousingHead, HousingHandler, TransportHandler];

    public static async Task<TestOffice> OpenAsync(IServiceProvider services)
    {
        var office = new TestOffice(services);
        await office.WriteAsync(office.Hire);
        return office;
    }

    private void Hire(PetitionDbContext db)
    {
        db.AddRange(Housing, Transport);
        var known = db.Set<IdentityRole<Guid>>().ToDictionary(r => r.Name!);
        foreach (var role in Roles.All.Where(r => !known.ContainsKey(r)))
        {
            db.Add(known[role] = new IdentityRole<Guid>(role) { Id = Guid.CreateVersion7(), NormalizedName = role.ToUpperInvariant() });
        }

        Clerk = Add("Clerk 1", Roles.Clerk, null);
        OtherClerk = Add("Clerk 2", Roles.Clerk, null);
        Leader = Add("Leader", Roles.Leader, null);
        Administrator = Add("Administrator", Roles.Administrator, null);
        Auditor = Add("Auditor", Roles.Auditor, null);
        HousingHead = Add("Head of housing", Roles.UnitHead, Housing.Id);
        HousingHandler = Add("Handler of housing", Roles.Handler, Housing.Id);
        TransportHandler = Add("Handler of transport", Roles.Handler, Transport.Id);

        Viewer Add(string name, string role, Guid? unit)
        {
            var login = "test-" + name.ToLowerInvariant().Replace(' ', '-');
            var member = new StaffMember
            {
                Id = Guid.CreateVersion7(), DisplayName = name, UnitId = unit, UserName = login, NormalizedUserName = login.ToUpperInvariant(),
                SecurityStamp = Guid.NewGuid().ToString("N"),
            };
            db.Add(member);
            db.Add(new IdentityUserRole<Guid> { UserId = member.Id, RoleId = known[role].Id });
            return new Viewer(member.Id, name, new HashSet<string> { role }, unit);
        }
    }

    /// <summary>A case assigned to the given units, the first of which leads.</summary>
    public async Task<Petition> AddCaseAsync(
        string subject = "Street lamp out of order", Guid[]? assignedTo = null, Guid? accused = null, Channel channel = Channel.Letter,
        Action<Petition>? change = null)
    {
        var now = Now;
        var petition = new Petition
        {
            Id = Guid.CreateVersion7(), Number = $"XF-2026-{++_lastNumber:D6}", Kind = CaseKind.Petition, Channel = channel, ReceivedAt = now,
            RegisteredAt = now, Petitioner = new Petitioner { IsAnonymous = true }, Subject = subject, Text = "What was written.",
            AccusedUnitId = accused, LeadUnitId = assignedTo is [var lead, ..] ? lead : null,
        };
        foreach (var unit in assignedTo ?? [])
        {
            petition.Assignments.Add(new Assignment
            {
                Id = Guid.CreateVersion7(), PetitionId = petition.Id, UnitId = unit, IsLead = unit == petition.LeadUnitId, Content = "Please handle.",
                Requirements = "Answer in writing.", DueDay = ChinaTime.DayOf(now).AddDays(30), AssignedAt = now, Reason = "rule 1",
            });
        }

        change?.Invoke(petition);
        await WriteAsync(db => db.Add(petition));
        return petition;
    }

    /// <summary>An open task of the case, as the flow would have made it.</summary>
    public async Task<WorkTask> AddTaskAsync(
        Petition petition, string? role = Roles.Clerk, Guid? unit = null, Viewer? heldBy = null, string type = "test-step",
        string outcomes = """["accept","return"]""", string? form = null, string? suggestions = null, DateTime? due = null, bool urgent = false,
        string title = "A step of the flow")
    {
        var task = NewTask(petition.Id, Now, role, unit, heldBy?.UserId, type, outcomes, form, suggestions, due, urgent, title);
        await WriteAsync(db => db.Add(task));
        return task;
    }

    /// <summary>Tasks of one moment are listed in the order of their ids; those of one millisecond would have none.</summary>
    private static Guid RisingId() =>
        Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + Interlocked.Increment(ref _lastTask)));

    public static WorkTask NewTask(
        Guid petitionId, DateTime now, string? role, Guid? unit, Guid? assignee, string type, string outcomes, string? form, string? suggestions,
        DateTime? due, bool urgent, string title = "A step of the flow", int round = 0) => new()
        {
            Id = RisingId(), PetitionId = petitionId, WorkflowInstanceId = Guid.NewGuid().ToString("N"),
            BookmarkId = Guid.NewGuid().ToString("N"), TaskType = type, Title = title, Role = role, UnitId = unit,
            AssigneeId = assignee, CreatedAt = now, DueAt = due, IsUrgent = urgent, OutcomesJson = outcomes, FormJson = form,
            SuggestionsJson = suggestions, Round = round,
        };

    public DateTime Now => _services.GetRequiredService<TimeProvider>().UtcNow();

    public async Task WriteAsync(Action<PetitionDbContext> write)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();
        write(db);
        await db.SaveChangesAsync();
    }

    public async Task<T> ReadAsync<T>(Func<PetitionDbContext, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<PetitionDbContext>());
    }

    public Task<WorkTask> TaskAsync(Guid id) => ReadAsync(db => db.Set<WorkTask>().SingleAsync(t => t.Id == id));

    /// <summary>The kinds of events stored for a case, in their order.</summary>
    public Task<List<string>> HistoryAsync(Guid petitionId) => ReadAsync(db =>
        db.Set<CaseEvent>().Where(e => e.PetitionId == petitionId).OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync());

    private static Unit NewUnit(string code) => new() { Id = Guid.CreateVersion7(), Code = "test-" + code, Name = "Unit of " + code };
}
