using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail.Editing;

/// <summary>Finds out whether a unit's address works: one mail there, whose way is followed in the unit's mail log.</summary>
public sealed record SendTestToUnit(Guid UnitId);

public sealed class SendTestToUnitHandler(TestMails mails, Texts texts, IOptions<MailOptions> options)
{
    /// <returns>The address.</returns>
    public Task<Result<string>> HandleAsync(SendTestToUnit command, CancellationToken cancellation)
    {
        // A unit is written to in the office's own language.
        var mine = texts.In(Texts.Languages[0]);
        var letter = new NoticeLetter(new NoticeText(mine["Mail.Test.Subject"], mine["Mail.Test.Text"]), options.Value.HomePage, mine, Texts.Languages[0]);
        return mails.ToUnitAsync(command.UnitId, letter, Texts.Languages[0], cancellation);
    }
}
