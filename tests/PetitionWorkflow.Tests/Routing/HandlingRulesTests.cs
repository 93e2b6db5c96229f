using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>What the rulebook asks of those who handle a case: to speak with the petitioner (C44), not to pass the case on (C13).</summary>
public sealed class HandlingRulesTests
{
    private static readonly (string Field, string Value)[] NoContact = [("contactOn", ""), ("contactMethod", "")];

    [Fact]
    public async Task Contacts_AreRecordedAsTheyHappen_AndSatisfyTheRule()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        var result = OfficeSteps.Result.Where(r => NoContact.All(n => n.Field != r.Item1)).ToArray();
        Assert.Equal(("contact-missing", "contactOn"), Said(await office.TryCompleteAsync(id, "handle", "Submit", result)));

        var refused = await office.RecordContactAsync(id, office.Service.Time.Today().AddDays(1), " ");
        Assert.Equal(("contact-day-impossible", "ContactOn"), Said(refused));
        Assert.Equal(("field-required", "ContactText"), Said(Assert.Single(refused!.Others)));
        Assert.Null(await office.RecordContactAsync(id, office.Service.Time.Today(), "说明办理步骤"));
        office.Service.Time.Advance(TimeSpan.FromDays(2));
        Assert.Null(await office.RecordContactAsync(id, office.Service.Time.Today(), "听取意见"));
        Assert.Equal("case-not-found", (await office.RecordContactAsync(id, office.Service.Time.Today(), "x", "transport.handler"))?.Code);

        await office.CompleteAsync(id, "handle", "Submit", result);
        await office.CompleteAsync(id, "approve-result", "Sign");
        var paper = await office.Service.QueryAsync(db => db.Set<CaseDocument>().Where(d => d.PetitionId == id && d.Kind == "result-feedback").Select(d => d.Html).SingleAsync(Office.Cancellation));
        Assert.Contains("2026-03-02 电话 说明办理步骤<br>2026-03-04 电话 听取意见", paper);
    }

    [Fact]
    public async Task ACase_PassedOnAThirdTime_IsToBeSupervised()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        foreach (var unit in new[] { "transport", "environment", "transport" })
        {
            Assert.DoesNotContain(nameof(SupervisionDue), await office.HistoryAsync(id));
            Assert.False((await office.CaseAsync(id)).IsSupervised);
            await office.AssignAsync(id, unit);
            await office.CompleteAsync(id, "sign-for", "Object", ("reason", "不属本单位职责"), ("legalBasis", "三定方案"));
            await office.CompleteAsync(id, "decide-objection", "Dismiss", ("reason", "职责清楚"));
            await office.CompleteAsync(id, "sign-for", "Object", ("reason", "仍有异议"), ("legalBasis", "三定方案"));
            await office.CompleteAsync(id, "decide-objection", "Uphold", ("reason", "改交"));
        }

        Assert.Equal(3, (await office.CaseAsync(id)).Bounces);
        Assert.Single(await office.HistoryAsync(id), kind => kind == nameof(SupervisionDue));
        Assert.True((await office.CaseAsync(id)).IsSupervised);
    }

    [Fact]
    public async Task TheNumberOfBounces_ThatMeansSupervision_IsTheOffices()
    {
        await using var office = await Office.OpenAsync();
        Assert.Equal("case-not-for-you", (await LimitAsync(office, "leader", 1, "从严"))!.Code);
        Assert.Equal("supervision-limit", (await LimitAsync(office, "admin", 0, "从严"))!.Code);
        Assert.Equal("field-required", (await LimitAsync(office, "admin", 1, " "))!.Code);
        Assert.Null(await LimitAsync(office, "admin", 1, "从严"));
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.AssignAsync(id, "transport");
        await office.CompleteAsync(id, "sign-for", "Object", ("reason", "不属本单位职责"), ("legalBasis", "三定方案"));
        await office.CompleteAsync(id, "decide-objection", "Uphold", ("reason", "改交"));

        Assert.True((await office.CaseAsync(id)).IsSupervised);
        Assert.Null(await LimitAsync(office, "admin", 5, "恢复"));
        Assert.True((await office.CaseAsync(id)).IsSupervised);
    }

    private static async Task<PetitionWorkflow.Shared.Refusal?> LimitAsync(Office office, string by, int bounces, string reason)
    {
        var command = new SetSupervisionLimit(bounces, reason, await office.PersonAsync(by));
        return (await office.Service.Runner.RunAsync<SupervisionLimit>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;
    }

    /// <summary>K16 in the flow: silence is counted from the signature, anew from each entry, and again in a round of rework; the result ends it.</summary>
    [Fact]
    public async Task Silence_IsCountedFromTheSignature_AndAnewFromEachEntry_UntilTheResultIsThere()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        var signed = Assert.Single(await SilencesAsync(office, id));
        Assert.Equal((ClockState.Running, office.Service.Time.Today().AddDays(10)), (signed.State, signed.DueDay));

        office.Service.Time.Advance(TimeSpan.FromDays(9));
        Assert.Null(await office.RecordContactAsync(id, office.Service.Time.Today(), "说明办理步骤"));
        office.Service.Time.Advance(TimeSpan.FromDays(14));
        await SweepAsync(office);
        var silences = await SilencesAsync(office, id);
        Assert.Equal([(ClockState.Met, false), (ClockState.Running, true)], silences.Select(c => (c.State, c.MissedAt is not null)));
        Assert.Equal(1, await office.Service.QueryAsync(db => db.Set<ClockReminder>().CountAsync(r => r.ClockId == silences[1].Id && r.Stage == "urge-1", Office.Cancellation)));

        await office.ReportResultAsync(id);
        silences = await SilencesAsync(office, id);
        Assert.Equal((StopEvents.ContactRecorded, StopEvents.FeedbackReceived), (silences[0].EndReason, silences[^1].EndReason));
        Assert.All(silences, c => Assert.False(c.IsOpen));
        await office.CompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "请补充"));
        Assert.True((await SilencesAsync(office, id))[^1].IsOpen);
    }

    private static Task<List<CaseClock>> SilencesAsync(Office office, Guid id) =>
        office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id && c.Code == "K16").OrderBy(c => c.StartedAt).ToListAsync(Office.Cancellation));

    private static async Task SweepAsync(Office office)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ClockSweep>().RunAsync(Office.Cancellation);
    }

    private static (string?, string?) Said(Refusal? refusal) => (refusal?.Code, refusal?.Field);
}
