using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Mail.Editing;

/// <summary>Test mails go the way of every mail: outbox, attempts, log. They are marked as tests and belong to no case.</summary>
public sealed class TestMails(UnitOfWork work, Outbox outbox, Texts texts)
{
    public const string Kind = "test";

    internal async Task<Result<string>> ToUnitAsync(Guid unitId, NoticeLetter letter, string language, CancellationToken cancellation)
    {
        var unit = await work.Db.Set<Unit>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellation);
        return unit is null ? new Refusal("mail-test-no-address") : await QueueAsync(unit.Email, unit.Id, letter, language, cancellation);
    }

    /// <returns>The address.</returns>
    internal async Task<Result<string>> QueueAsync(string? address, Guid? unitId, NoticeLetter letter, string language, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return new Refusal("mail-test-no-address");
        }

        var key = $"test:{Guid.CreateVersion7(work.Time.GetUtcNow()):n}";
        await outbox.QueueAsync(letter.To(key, address) with { Subject = texts.In(language)["Mail.Test.Mark"] + letter.Subject, UnitId = unitId, Kind = Kind }, cancellation);
        return address;
    }
}
