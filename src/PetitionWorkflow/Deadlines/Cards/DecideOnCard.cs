using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Cards;

/// <summary>A leader hears the unit and lets the card stand or takes it back, with the reason, once.</summary>
public sealed record DecideOnCard(CardKey Card, CardDecision Decision, string? Reason, Viewer By);

public sealed class DecideOnCardHandler(UnitOfWork work, ClockTrace trace, Audiences audiences, CaseNotices notices, Texts texts)
{
    public async Task<Result> HandleAsync(DecideOnCard command, CancellationToken cancellation)
    {
        if (await work.Db.FindCardAsync(command.Card, command.By, cancellation) is not { } card)
        {
            return new Refusal("card-not-found");
        }

        if (!IssuedCards.MayDecide(command.By))
        {
            return new Refusal("card-decided-by-leaders");
        }

        if (await work.Db.IsBarredAsync(card.PetitionId, command.By, cancellation))
        {
            return new Refusal("recused-from-case");
        }

        if (await work.Db.FindAsync<CardReply>([card.ClockId, card.DueDay, card.Stage], cancellation) is not { } reply)
        {
            return new Refusal("card-not-answered");
        }

        if (reply.Decision is not null)
        {
            return new Refusal("card-decided-already");
        }

        var reason = TypedText.Clean(command.Reason);
        if (Fault(command, reason) is { } fault)
        {
            return fault;
        }

        reply.Decide(command.Decision, reason, work.Time.UtcNow(), command.By.UserId, command.By.DisplayName);
        var clock = (await work.Db.FindAsync<CaseClock>([card.ClockId], cancellation))!;
        trace.Raise(clock, new CardDecided(clock.Id, clock.Code, card.Kind, card.DueDay, command.Decision, reason), command.By.Act(), reply.UnitId);
        await TellAsync(clock, card, cancellation);
        return Result.Done;
    }

    private static Refusal? Fault(DecideOnCard command, string reason) =>
        Enum.IsDefined(command.Decision) ? TypedText.Fault(reason, CardReply.MaxText, nameof(command.Reason)) : new Refusal("field-not-an-option") { Field = nameof(command.Decision) };

    private async Task TellAsync(CaseClock clock, ClockReminder card, CancellationToken cancellation)
    {
        var petition = (await work.Db.FindAsync<Petition>([card.PetitionId], cancellation))!;
        foreach (var told in await audiences.OfAsync([Audience.Handler, Audience.Unit, Audience.UnitHead], clock, card.UnitId, petition.AccusedUnitId, cancellation))
        {
            var theirs = texts.In(told.Language);
            await notices.QueueAsync(CardWords.Notice("card-decided", petition, clock, card, theirs), told, cancellation);
        }
    }
}
