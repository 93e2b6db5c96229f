using Microsoft.EntityFrameworkCore;
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
    }

    private static (string?, string?) Said(Refusal? refusal) => (refusal?.Code, refusal?.Field);
}
