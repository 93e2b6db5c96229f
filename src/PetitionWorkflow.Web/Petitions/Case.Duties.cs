using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>責任事項 on the case page: a unit closes its own, the office waives with a reason.</summary>
public sealed partial class CaseModel
{
    /// <summary>The duty whose form was sent.</summary>
    [BindProperty]
    public Guid? DutyId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Whether the unit adopts the suggestion that came with the duty.</summary>
    [BindProperty]
    public bool? Adopted { get; set; }

    [BindProperty, Display(Name = "CasePage.MeetingHeldOn")]
    public DateOnly? HeldOn { get; set; }

    [BindProperty, Display(Name = "CasePage.MeetingAttendees")]
    public string? Attendees { get; set; }

    [BindProperty]
    public List<DutyEntry> Decisions { get; set; } = [];

    public bool MayRecordMeeting => CaseActions.MayUrge(View.Viewer) && RecordAssignmentMeeting.IsFor(View.Case);

    public DateOnly Today => ChinaTime.DayOf(Now);

    public bool MayClose(Duty duty) => duty.State == DutyState.Open && MayWork && View.Viewer.UnitId == duty.UnitId;

    public bool MayWaive(Duty duty) => duty.State == DutyState.Open && CaseActions.MayUrge(View.Viewer);

    public async Task<IActionResult> OnPostCloseDutyAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        var command = new CloseDuty(View.Case.Id, DutyId ?? Guid.Empty, Words, View.Viewer) { Adopted = Adopted };
        var result = await runner.RunAsync<CloseDutyHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? DutyRefused("close", no) : Done(texts["CasePage.DutyClosed"]);
    }

    public async Task<IActionResult> OnPostWaiveDutyAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        var command = new WaiveDuty(View.Case.Id, DutyId ?? Guid.Empty, Words, View.Viewer);
        var result = await runner.RunAsync<WaiveDutyHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? DutyRefused("waive", no) : Done(texts["CasePage.DutyIsWaived"]);
    }

    public async Task<IActionResult> OnPostMeetingAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            OpenPanel = "meeting";
            return Page();
        }

        DutyLine[] lines = [.. Decisions.Select(d => new DutyLine(d.UnitId, d.What, d.DueDay))];
        var command = new RecordAssignmentMeeting(View.Case.Id, HeldOn, Attendees, lines, View.Viewer);
        var result = await runner.RunAsync<RecordAssignmentMeetingHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? Refused("meeting", DutyEntry.AtItsField(no)) : Done(texts["CasePage.MeetingRecorded", result.Value]);
    }

    /// <summary>The panel of that one duty stays open with what was typed, and the problem leads to its field.</summary>
    private PageResult DutyRefused(string panel, Refusal no)
    {
        OpenPanel = $"{panel}-{DutyId:n}";
        ModelState.AddModelError(no.Field is { } field ? $"{(field == nameof(Adopted) ? "adopted" : "words")}-{OpenPanel}" : "", texts.Of(no));
        return Page();
    }
}
