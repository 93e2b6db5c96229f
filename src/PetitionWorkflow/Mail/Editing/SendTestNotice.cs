using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Mail.Editing;

/// <summary>Sends words that are being written through the real outbox, filled with the names of their values.</summary>
/// <param name="UnitId">To this unit's address; null sends to whoever asks.</param>
public sealed record SendTestNotice(string Kind, string Language, NoticeText Text, Guid? UnitId, ActContext Act);

public sealed class SendTestNoticeHandler(UnitOfWork work, TestMails mails, NoticePreview preview)
{
    /// <returns>The address.</returns>
    public async Task<Result<string>> HandleAsync(SendTestNotice command, CancellationToken cancellation)
    {
        if (NoticeKinds.Find(command.Kind) is not { } kind || !Texts.Languages.Contains(command.Language))
        {
            return new Refusal("notice-kind-unknown", command.Kind);
        }

        if (Refusal.Together(command.Text.Normalised().Faults(kind)) is { } refusal)
        {
            return refusal;
        }

        var letter = preview.Of(kind, command.Text, command.Language);
        if (command.UnitId is { } unit)
        {
            return await mails.ToUnitAsync(unit, letter, command.Language, cancellation);
        }

        var address = await work.Db.Set<StaffMember>().Where(m => m.Id == command.Act.ActorId).Select(m => m.Email).SingleOrDefaultAsync(cancellation);
        return await mails.QueueAsync(address, null, letter, command.Language, cancellation);
    }
}
