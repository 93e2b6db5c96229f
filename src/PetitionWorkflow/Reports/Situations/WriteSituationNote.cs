using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Situations;

/// <summary>A unit, or a clerk, writes a note; the clerks are told, of a risk at once.</summary>
public sealed record WriteSituationNote(SituationKind? Kind, string? Title, string? Text, Viewer By);

public sealed class WriteSituationNoteHandler(UnitOfWork work, Outbox outbox, Substitutes substitutes, Texts texts, IOptions<MailOptions> options)
{
    public async Task<Result> HandleAsync(WriteSituationNote command, CancellationToken cancellation)
    {
        if (!SituationNotes.MayWrite(command.By))
        {
            return new Refusal("report-not-allowed");
        }

        var (title, text) = (TypedText.Clean(command.Title), TypedText.Clean(command.Text));
        if (Refusal.Together([.. FaultsOf(command.Kind, title, text)]) is { } faults)
        {
            return faults;
        }

        var unit = command.By.UnitId is { } id ? await work.Db.Set<Unit>().Where(u => u.Id == id).Select(u => u.Name).SingleAsync(cancellation) : texts.In(Texts.Languages[0])["Situations.Office"];
        var note = new SituationNote
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), UnitId = command.By.UnitId, UnitName = unit, Kind = command.Kind!.Value, Title = title, Text = text,
            WrittenAt = work.Time.UtcNow(), WrittenById = command.By.UserId, WrittenBy = command.By.DisplayName,
        };
        work.Db.Add(note);
        foreach (var clerk in await substitutes.BesideAsync(await work.Db.StaffInRoleAsync(Roles.Clerk, cancellation), cancellation))
        {
            if (clerk.Id != command.By.UserId && clerk.UnitId is null && clerk.Email is { Length: > 0 })
            {
                await outbox.QueueAsync(MailFor(note, clerk), cancellation);
            }
        }

        return Result.Done;
    }

    /// <summary>Who wrote, and of which kind: what it says is read in the system.</summary>
    private MailDraft MailFor(SituationNote note, StaffMember clerk)
    {
        var (mine, link) = (texts.In(clerk.Language), options.Value.HomePage + "reports/situations");
        var letter = new NoticeLetter(
            new NoticeText(mine["Situations.MailSubject", note.UnitName, mine.Of(note.Kind)], mine["Situations.MailText", note.UnitName, mine.Of(note.Kind)]), link, mine, clerk.Language);
        var key = $"situation:{note.Id:n}:{clerk.Id:n}";
        return note.Kind == SituationKind.Risk ? letter.To(key, clerk.Email!) with { IsUrgent = true } : letter.HeldFor(key, clerk.Email!);
    }

    private static IEnumerable<Refusal> FaultsOf(SituationKind? kind, string title, string text)
    {
        if (kind is null || !Enum.IsDefined(kind.Value))
        {
            yield return new Refusal(kind is null ? "field-required" : "field-not-an-option") { Field = "Kind" };
        }

        foreach (var (field, typed, most) in new[] { ("Title", title, SituationNote.MaxTitle), ("Text", text, SituationNote.MaxText) })
        {
            if (TypedText.Fault(typed, most, field) is { } fault)
            {
                yield return fault;
            }
        }
    }
}
