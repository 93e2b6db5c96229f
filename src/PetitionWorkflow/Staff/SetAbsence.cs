using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>A person is away on these days, the last among them, and who stands in. Without a first day: back, or not away after all.</summary>
public sealed record SetAbsence(Guid StaffMemberId, DateOnly? From, DateOnly? Until, Guid? SubstituteId, Viewer By);

public sealed class SetAbsenceHandler(UnitOfWork work)
{
    /// <summary>Days; whoever is away for longer has another post.</summary>
    public const int MostDays = 366;

    public async Task<Result> HandleAsync(SetAbsence command, CancellationToken cancellation)
    {
        if (await work.Db.FindAsync<StaffMember>([command.StaffMemberId], cancellation) is not { } member)
        {
            return new Refusal("staff-unknown");
        }

        if (!MaySet(command.By, member))
        {
            return new Refusal("absence-not-yours");
        }

        var fault = command.From is null ? null : Fault(command) ?? await UnfitAsync(member, command.SubstituteId, cancellation);
        if (fault is not null)
        {
            return fault;
        }

        member.SetAbsence(command.From, command.From is null ? null : command.Until, command.From is null ? null : command.SubstituteId);
        work.Db.Add(StaffChange.Of(member.Id, nameof(SetAbsence), new { member.AwayFrom, member.AwayUntil, member.SubstituteId }, command.By.Act(), work.Time.UtcNow()));
        return Result.Done;
    }

    /// <summary>For herself; who falls ill is entered by the head of the unit or an administrator.</summary>
    public static bool MaySet(Viewer by, StaffMember member) =>
        by.UserId == member.Id || by.Is(Roles.Administrator) || (by.Is(Roles.UnitHead) && by.UnitId is not null && by.UnitId == member.UnitId);

    /// <summary>Those who hold one of the person's roles in the same unit: they may see what they are told of.</summary>
    public static IQueryable<StaffMember> FitFor(PetitionDbContext db, StaffMember member)
    {
        var held = db.Set<IdentityUserRole<Guid>>();
        return db.Set<StaffMember>().Where(m => m.IsActive && m.Id != member.Id && m.UnitId == member.UnitId
            && held.Any(mine => mine.UserId == member.Id && held.Any(theirs => theirs.UserId == m.Id && theirs.RoleId == mine.RoleId)));
    }

    private Refusal? Fault(SetAbsence command) => command switch
    {
        { Until: null } => new Refusal("field-required") { Field = nameof(command.Until) },
        _ when command.Until < command.From || command.Until < work.Time.Today() || command.Until.Value.DayNumber - command.From!.Value.DayNumber > MostDays =>
            new Refusal("absence-days", MostDays) { Field = nameof(command.Until) },
        { SubstituteId: null } => new Refusal("field-required") { Field = nameof(command.SubstituteId) },
        _ => null,
    };

    private async Task<Refusal?> UnfitAsync(StaffMember member, Guid? substitute, CancellationToken cancellation) =>
        await FitFor(work.Db, member).AnyAsync(m => m.Id == substitute, cancellation) ? null : new Refusal("absence-substitute-unfit") { Field = nameof(SetAbsence.SubstituteId) };
}
