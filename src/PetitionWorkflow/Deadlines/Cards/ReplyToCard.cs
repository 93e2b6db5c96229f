using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Cards;

/// <summary>陳述申辯: a unit states its reasons against a card, once. The card stands until a leader decides.</summary>
public sealed record ReplyToCard(CardKey Card, string? Text, Viewer By);

public sealed class ReplyToCardHandler(UnitOfWork work, ClockTrace trace, Audiences audiences, CaseNotices notices, Texts texts)
{
    public async Task<Result> HandleAsync(ReplyToCard command, CancellationToken cancellation)
    {
        if (await work.Db.FindCardAsync(command.Card, command.By, cancellation) is not { UnitId: { } unit } card)
        {
            return new Refusal("card-not-found");
        }

        if (!IssuedCards.MayReply(command.By, unit))
        {
            return new Refusal("card-not-yours");
        }

        if (await work.Db.FindAsync<CardReply>([card.ClockId, card.DueDay, card.Stage], cancellation) is not null)
        {
            return new Refusal("card-answered-already");
        }

        var text = TypedText.Clean(command.Text);
        if (TypedText.Fault(text, CardReply.MaxText, "Text") is { } fault)
        {
            return fault;
        }

        work.Db.Add(new CardReply
        {
            ClockId = card.ClockId, DueDay = card.DueDay, Stage = card.Stage, PetitionId = card.PetitionId, UnitId = unit, Text = text,
            RepliedAt = work.Time.UtcNow(), RepliedById = command.By.UserId, RepliedBy = command.By.DisplayName,
        });
        var clock = (await work.Db.FindAsync<CaseClock>([card.ClockId], cancellation))!;
        trace.Raise(clock, new CardAnswered(clock.Id, clock.Code, card.Kind, card.DueDay, text), command.By.Act(), unit);
        await TellAsync(clock, card, cancellation);
        return Result.Done;
    }

    private async Task TellAsync(CaseClock clock, ClockReminder card, CancellationToken cancellation)
    {
        var petition = (await work.Db.FindAsync<Petition>([card.PetitionId], cancellation))!;
        foreach (var leader in await audiences.OfAsync([Audience.Leaders], clock, card.UnitId, petition.AccusedUnitId, cancellation))
        {
            var theirs = texts.In(leader.Language);
            await notices.QueueAsync(CardWords.Notice("card-answered", petition, clock, card, theirs), leader, cancellation);
        }
    }
}

internal static class CardWords
{
    /// <summary>Told with the reader's other reminders; what was said is read in the system.</summary>
    public static CaseNotice Notice(string kind, Petition petition, CaseClock clock, ClockReminder card, Texts theirs) =>
        new(kind, petition.Id, petition.Number, $"{kind}:{card.ClockId:n}:{card.DueDay:yyyyMMdd}:{card.Stage}", theirs.Of(card.Kind), theirs.ClockName(clock.Code)) { IsHeld = true };
}
