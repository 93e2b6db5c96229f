using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>交辦會 on a major or complex case, before or after its assignment (C40); its decisions become duties.</summary>
public sealed record RecordAssignmentMeeting(Guid PetitionId, DateOnly? HeldOn, string? Attendees, IReadOnlyList<DutyLine> Decisions, Viewer By)
{
    /// <summary>The rulebook has the meeting for major and complex cases; an urgent one is major by its nature.</summary>
    public static bool IsFor(Petition petition) => petition.IsOpen && (petition.IsUrgent || petition.Importance != Importance.Ordinary);
}

public sealed class RecordAssignmentMeetingHandler(UnitOfWork work, DutyLines lines)
{
    private const int MaxAttendees = 1000;

    /// <summary>How many duties were given.</summary>
    public async Task<Result<int>> HandleAsync(RecordAssignmentMeeting command, CancellationToken cancellation)
    {
        var found = await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation);
        if (found.Refusal is { } none)
        {
            return none;
        }

        var petition = found.Value;

        if (!CaseActions.MayUrge(command.By))
        {
            return new Refusal("case-not-for-you");
        }

        if (!RecordAssignmentMeeting.IsFor(petition))
        {
            return new Refusal("meeting-not-for-case");
        }

        var attendees = TypedText.Clean(command.Attendees);
        if (Refusal.Together([.. Check(command, attendees)]) is { } wrong)
        {
            return wrong;
        }

        var given = await lines.GiveAsync(petition, command.Decisions, DutyOrigin.AssignmentMeeting, command.By.Act(), cancellation);
        if (given.Refusal is null)
        {
            work.Raise(petition.Id, new AssignmentMeetingHeld(command.HeldOn!.Value, attendees, given.Value), command.By.Act());
        }

        return given;
    }

    private IEnumerable<Refusal> Check(RecordAssignmentMeeting command, string attendees)
    {
        if (command.HeldOn is null)
        {
            yield return new Refusal("field-required") { Field = "HeldOn" };
        }
        else if (command.HeldOn > work.Time.Today())
        {
            yield return new Refusal("meeting-in-future") { Field = "HeldOn" };
        }

        if (attendees.Length == 0)
        {
            yield return new Refusal("field-required") { Field = "Attendees" };
        }
        else if (attendees.Length > MaxAttendees)
        {
            yield return new Refusal("field-too-long", MaxAttendees, attendees.Length) { Field = "Attendees" };
        }

        if (command.Decisions.All(line => line.IsEmpty))
        {
            yield return new Refusal("meeting-without-decision") { Field = "unit1" };
        }
    }
}
