using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Cards;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class CardOnSqliteTests : CardSuite;

public sealed class CardOnPostgreSqlTests : CardSuite
{
    protected override DatabaseProvider Database => DatabaseProvider.PostgreSql;
}

/// <summary>A unit that was given a card is heard once, and a leader says whether the card stands.</summary>
public abstract class CardSuite : ClockTestBase
{
    private static readonly CardQuery Year = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    [Fact]
    public async Task Card_IsAnsweredOnceByItsUnit_AndWithdrawnByALeader_AndBothAreTold()
    {
        var (clock, yellow) = await GivenAsync();
        Assert.Equal("card-not-found", await ReplyAsync(yellow, "不是我们的", Office.TransportHandler));
        Assert.Equal("card-not-yours", await ReplyAsync(yellow, "代为说明", Office.Clerk));
        Assert.Equal("field-required", await ReplyAsync(yellow, " ", Office.HousingHead));
        Assert.Equal("field-too-long", await ReplyAsync(yellow, new string('字', CardReply.MaxText + 1), Office.HousingHead));
        Assert.Equal("card-not-found", await ReplyAsync(yellow with { Kind = StageKind.RedCard }, "没有这张牌", Office.HousingHead));
        Assert.Equal("card-not-answered", await DecideAsync(yellow, CardDecision.Upheld, "理由", Office.Leader));

        Assert.Null(await ReplyAsync(yellow, "等待鉴定结论，已先行安排维修。", Office.HousingHead));
        Assert.Equal("card-answered-already", await ReplyAsync(yellow, "再说一次", Office.HousingHandler));
        Assert.Equal("card-decided-by-leaders", await DecideAsync(yellow, CardDecision.Withdrawn, "理由", Office.Clerk));
        Assert.Equal("field-required", await DecideAsync(yellow, CardDecision.Withdrawn, null, Office.Leader));
        Assert.Equal("field-not-an-option", await DecideAsync(yellow, (CardDecision)9, "理由", Office.Leader));
        Assert.Null(await DecideAsync(yellow, CardDecision.Withdrawn, "鉴定确需时日", Office.Leader));
        Assert.Equal("card-decided-already", await DecideAsync(yellow, CardDecision.Upheld, "理由", Office.Leader));

        var line = Assert.Single((await LinesAsync(Year, Office.HousingHead)).Lines);
        Assert.Equal(("等待鉴定结论，已先行安排维修。", CardDecision.Withdrawn, "鉴定确需时日", "Leader"), (line.Reply!.Text, line.Reply.Decision, line.Reply.Reason, line.Reply.DecidedBy));
        Assert.Equal(["CardAnswered", "CardDecided"], (await Service.QueryAsync(db => db.Set<CaseEvent>().Where(e => e.Kind.StartsWith("Card")).OrderBy(e => e.Id).ToListAsync(Cancellation))).Select(e => e.Kind));
        var mails = await MailsAsync();
        Assert.Equal(["test-leader@office.test"], mails.Where(m => m.Kind == "card-answered").Select(m => m.ToAddress));
        Assert.Equal(["test-handler-of-housing@office.test", "test-head-of-housing@office.test", "test-housing@city.test"], mails.Where(m => m.Kind == "card-decided").Select(m => m.ToAddress).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(mails, m => (m.TextBody + m.Subject).Contains("鉴定", StringComparison.Ordinal));
        Assert.Equal(clock.DueDay, line.Card.DueDay);
    }

    [Fact]
    public async Task Ledger_CountsWhatStands_AndUrgingByHandBesideTheLadders_EachUnitForItself()
    {
        var (clock, yellow) = await GivenAsync();
        var petition = clock.PetitionId;
        Assert.Null(await ReplyAsync(yellow, "说明", Office.HousingHead));
        Assert.Equal(1, (await LinesAsync(Year with { Filter = CardFilter.ToDecide }, Office.Leader)).Total);
        Assert.Null(await DecideAsync(yellow, CardDecision.Withdrawn, "理由", Office.Leader));
        foreach (var stage in Expected(clock, clock.DueAt.AddDays(20)).Where(s => s.At > Office.Now))
        {
            Service.Time.SetUtcNow(stage.At);
            await SweepAsync();
        }

        await Service.DoAsync<RecordUrgeHandler, int>(h => h.HandleAsync(new RecordUrge(petition, Office.Housing.Id, UrgeMethod.Phone, "承办人", null, Office.Clerk), Cancellation));
        var urged = (await LedgerAsync(clock.Id)).Count(r => r.Kind == StageKind.Urge);
        Assert.InRange(urged, 2, 10);

        var unit = Assert.Single(await UnitsAsync(Year, Office.Auditor));
        Assert.Equal((0, 1, 1, urged, 1, urged + 1), (unit.Yellow, unit.Red, unit.Withdrawn, unit.Urged, unit.UrgedByHand, unit.AllUrged));
        Assert.Equal(unit, Assert.Single(await UnitsAsync(Year, Office.HousingHandler)));
        Assert.Empty(await UnitsAsync(Year, Office.TransportHandler));
        Assert.Empty(await UnitsAsync(Year with { Until = new DateOnly(2026, 3, 1) }, Office.Auditor));
        Assert.Equal((0, 2), ((await LinesAsync(Year, Office.TransportHandler)).Total, (await LinesAsync(Year, Office.Clerk)).Total));
        Assert.Equal(1, (await LinesAsync(Year with { Filter = CardFilter.NotAnswered }, Office.Clerk)).Total);
        Assert.Equal(0, (await LinesAsync(Year with { Case = "XF-2026-999999" }, Office.Clerk)).Total);
        Assert.Equal(0, (await LinesAsync(Year with { UnitId = Office.Transport.Id }, Office.Clerk)).Total);
    }

    [Fact]
    public async Task TwoPeopleOfTheUnit_AtTheSameMoment_OneReplyStands()
    {
        var (_, yellow) = await GivenAsync();

        var answers = await Task.WhenAll(ReplyAsync(yellow, "一", Office.HousingHead), ReplyAsync(yellow, "二", Office.HousingHandler));

        Assert.Equal(["card-answered-already", null], answers.OrderByDescending(a => a is not null));
        Assert.Single(await EventsAsync<CardAnswered>());
    }

    private async Task<(CaseClock Clock, CardKey Yellow)> GivenAsync()
    {
        var clock = await StartHandlingAsync();
        foreach (var stage in Expected(clock, clock.DueAt.AddDays(2)))
        {
            Service.Time.SetUtcNow(stage.At);
            await SweepAsync();
        }

        return (clock, new CardKey(clock.Id, clock.DueDay, StageKind.YellowCard));
    }

    private async Task<string?> ReplyAsync(CardKey card, string text, Viewer by) =>
        (await Service.Runner.RunAsync<ReplyToCardHandler>(h => h.HandleAsync(new ReplyToCard(card, text, by), Cancellation), Cancellation)).Refusal?.Code;

    private async Task<string?> DecideAsync(CardKey card, CardDecision decision, string? reason, Viewer by) =>
        (await Service.Runner.RunAsync<DecideOnCardHandler>(h => h.HandleAsync(new DecideOnCard(card, decision, reason, by), Cancellation), Cancellation)).Refusal?.Code;

    private Task<(IReadOnlyList<CardLine> Lines, int Total)> LinesAsync(CardQuery query, Viewer viewer) => Service.QueryAsync(db => new CardLedger(db).ReadAsync(query, viewer, Cancellation));

    private Task<IReadOnlyList<UnitCards>> UnitsAsync(CardQuery query, Viewer viewer) => Service.QueryAsync(db => new CardLedger(db).OfUnitsAsync(query, viewer, Cancellation));
}
