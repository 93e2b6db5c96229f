using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Staff;

/// <summary>The model of <c>_Absence</c>: on a person's own page, and on the page that administrators have of each.</summary>
public sealed class AbsenceInput
{
    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }
    public Guid? SubstituteId { get; set; }

    public IReadOnlyList<SelectListItem> Candidates { get; private set; } = [];

    public bool IsAway => From is not null;

    public static async Task<AbsenceInput> OfAsync(PetitionDbContext db, StaffMember member, CancellationToken cancellation)
    {
        var input = new AbsenceInput { From = member.AwayFrom, Until = member.AwayUntil, SubstituteId = member.SubstituteId };
        var fit = await SetAbsenceHandler.FitFor(db, member).OrderBy(m => m.DisplayName).ThenBy(m => m.Id).Select(m => new { m.Id, m.DisplayName }).ToListAsync(cancellation);
        input.Candidates = [.. fit.Select(m => new SelectListItem(m.DisplayName, m.Id.ToString()))];
        return input;
    }

    /// <summary>Shows again what was asked for and refused.</summary>
    public void Take(AbsenceInput asked) => (From, Until, SubstituteId) = (asked.From, asked.Until, asked.SubstituteId);

    /// <param name="ends">The button that says that the person is there after all.</param>
    public SetAbsence Command(Guid memberId, bool ends, Viewer by) => ends
        ? new SetAbsence(memberId, null, null, null, by)
        : new SetAbsence(memberId, From ?? DateOnly.MinValue, Until, SubstituteId, by);
}
