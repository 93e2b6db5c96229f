using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Persistence.Doctor;

/// <summary>Rows of one open case, written by hand so that no flow has to be drawn for it: a person's step, a delay, a child workflow.</summary>
internal static class HealthyCase
{
    private static readonly DateTime Now = ServiceUnderTest.Start.UtcDateTime;
    private static readonly ActContext Act = ActContext.System("test");

    public static async Task AddAsync(ServiceUnderTest service, CancellationToken cancellation)
    {
        var file = await SaveFileAsync(service, cancellation);
        var result = await service.Runner.RunAsync<bool>(async services =>
        {
            var work = services.GetRequiredService<UnitOfWork>();
            var id = Guid.CreateVersion7();
            var number = await services.GetRequiredService<Numbering>().NextAsync("XF-2026", cancellation);
            work.Db.Add(Case(id, $"XF-2026-{number:D6}"));
            work.Db.Add(CaseEvent.From(id, new PetitionRegistered("XF-2026-000001", Channel.Letter), Act, Now));
            work.Db.Add(new Attachment { Id = Guid.CreateVersion7(), PetitionId = id, FileName = "scan.txt", ContentType = "text/plain", Size = 1, Sha256 = file, AddedAt = Now });
            AddWorkflow(services.GetRequiredService<IWorkflowStore>());
            work.Db.Add(Task(id));
            AddClock(work, id);
            return true;
        }, cancellation);
        Assert.Null(result.Refusal);
    }

    private static async Task<string> SaveFileAsync(ServiceUnderTest service, CancellationToken cancellation)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var saved = await scope.ServiceProvider.GetRequiredService<AttachmentStore>()
            .SaveAsync("scan.txt", new MemoryStream("A letter, as it was read.\n"u8.ToArray()), cancellation);
        return saved.Value.Sha256;
    }

    private static Petition Case(Guid id, string number) => new()
    {
        Id = id,
        Number = number,
        Kind = CaseKind.Petition,
        Channel = Channel.Letter,
        ReceivedAt = Now,
        RegisteredAt = Now,
        Petitioner = new Petitioner(),
        Subject = "A street lamp is out",
        Text = "It has been dark for a week.",
        WorkflowInstanceId = "main",
    };

    private static WorkTask Task(Guid petitionId) => new()
    {
        Id = Guid.CreateVersion7(),
        PetitionId = petitionId,
        WorkflowInstanceId = "main",
        BookmarkId = "person",
        TaskType = "preliminary-review",
        Title = "Preliminary review",
        Role = "Clerk",
        CreatedAt = Now,
        OutcomesJson = """["Accept"]""",
    };

    private static void AddWorkflow(IWorkflowStore store)
    {
        store.AddInstance(Instance("main", null));
        store.AddInstance(Instance("child", "main"));
        store.AddBookmark(Bookmark("person", "main", "Petition.Task"));
        store.AddBookmark(Bookmark("delay", "main", "Elsa.Delay"));
        store.AddBookmark(Bookmark("sub", "main", "Elsa.ExecuteWorkflow"));
        store.AddBookmark(Bookmark("event", "child", "Elsa.Event"));
        store.AddTimer(new TimerRow { Id = "delay", InstanceId = "main", DueAt = Now.AddDays(1) });
    }

    private static WorkflowInstanceRow Instance(string id, string? parent) => new()
    {
        Id = id,
        DefinitionId = "petition",
        DefinitionVersionId = "petition-1",
        Status = WorkflowStatus.Running,
        SubStatus = WorkflowSubStatus.Suspended,
        ParentInstanceId = parent,
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    private static BookmarkRow Bookmark(string id, string instance, string name) => new()
    {
        Id = id, InstanceId = instance, Name = name, Hash = id, ActivityId = id, ActivityNodeId = "flow:" + id, ActivityInstanceId = id, CreatedAt = Now,
    };

    /// <summary>A running clock whose first reminder went to one recipient.</summary>
    private static void AddClock(UnitOfWork work, Guid petitionId)
    {
        var due = new DateOnly(2026, 3, 17);
        var clock = new CaseClock
        {
            Id = Guid.CreateVersion7(), PetitionId = petitionId, Code = "K01", RuleVersion = 1, StartedAt = Now, RemindedUntil = Now, NextReminderAt = Now.AddDays(5),
        };
        clock.Open();
        work.Db.Add(clock);
        var entry = work.Db.Entry(clock);
        entry.Property(c => c.DueDay).CurrentValue = due;
        entry.Property(c => c.DueAt).CurrentValue = ChinaTime.EndOf(due);
        work.Db.Add(new ClockReminder
        {
            ClockId = clock.Id, DueDay = due, Stage = "half", PetitionId = petitionId, Kind = StageKind.HalfWay, Number = 0,
            DueAt = Now, RecordedAt = Now, Fate = ReminderFate.Sent, Mails = 1,
        });
        work.Db.Add(new OutgoingMail
        {
            Id = Guid.CreateVersion7(), DedupKey = $"{petitionId:n}:{clock.Id:n}:{due:yyyyMMdd}:half:clerk@office.example", PetitionId = petitionId,
            ToAddress = "clerk@office.example", Subject = "Reminder", TextBody = "Half of the time is over.", CreatedAt = Now, NextAttemptAt = Now,
        });
    }
}
