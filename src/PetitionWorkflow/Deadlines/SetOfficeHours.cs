using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines;

/// <summary>An administrator says when the office is open. Clocks that run keep the hours with which they started.</summary>
public sealed record SetOfficeHours(OfficeHours Hours, ActContext Act);

public sealed class SetOfficeHoursHandler(UnitOfWork work)
{
    /// <summary>Characters.</summary>
    private const int MaxReason = 500;

    public async Task<Result> HandleAsync(SetOfficeHours command, CancellationToken cancellation)
    {
        if (!command.Hours.IsSound)
        {
            return new Refusal("office-hours-invalid", OfficeHours.MaxSpans) { Field = nameof(command.Hours) };
        }

        if (TypedText.Fault(TypedText.Clean(command.Act.Reason), MaxReason, "HoursReason", "reason-required") is { } fault)
        {
            return fault;
        }

        await work.Db.SetAsync(OfficeHours.Setting, command.Hours.ToString(), cancellation);

        // The office as a whole has no row of its own to point at.
        work.Db.Add(StaffChange.Of(Guid.Empty, nameof(SetOfficeHours), new { Hours = command.Hours.ToString() }, command.Act, work.Time.UtcNow()));
        return Result.Done;
    }
}

/// <summary>Who set which office hours, when and why.</summary>
public sealed record OfficeHoursChange(DateTime At, string By, string Hours, string? Reason)
{
    private const int Shown = 10;

    /// <summary>The latest first.</summary>
    public static async Task<IReadOnlyList<OfficeHoursChange>> ReadAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var changes = await db.Set<StaffChange>().AsNoTracking()
            .Where(c => c.SubjectId == Guid.Empty && c.Kind == nameof(SetOfficeHours))
            .OrderByDescending(c => c.Id).Take(Shown).ToListAsync(cancellation);
        return [.. changes.Select(c => new OfficeHoursChange(c.At, c.ActorName, JsonDocument.Parse(c.Data).RootElement.GetProperty("hours").GetString()!, c.Reason))];
    }
}
