using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>Three classes and six ways (Arts. 29-32): what each of them leads to.</summary>
public sealed class HandlingWayTests
{
    [Theory]
    [InlineData(null, null, false, true, "K05")]
    [InlineData(MatterClass.Claim, null, false, true, "K05")]
    [InlineData(MatterClass.Claim, HandlingWay.PetitionOpinion, false, true, "K05")]
    [InlineData(MatterClass.Claim, HandlingWay.LegalProcedure, true, false, "K21")]
    [InlineData(MatterClass.Claim, HandlingWay.Arbitration, true, false, "K21")]
    [InlineData(MatterClass.Claim, HandlingWay.PartyAppeal, true, false, "K21")]
    [InlineData(MatterClass.Claim, HandlingWay.AdministrativeProcedure, false, false, "K21")]
    [InlineData(MatterClass.Claim, HandlingWay.StatutoryDuty, false, false, "K21")]
    [InlineData(MatterClass.Suggestion, null, false, false, "K21")]
    [InlineData(MatterClass.Accusation, null, false, false, "K21")]
    public void Route_OfClassAndWay(MatterClass? matterClass, HandlingWay? way, bool elsewhere, bool opinion, string clock)
    {
        var route = new HandlingRoute(matterClass, way);
        Assert.Equal((elsewhere, opinion, clock), (route.GoesElsewhere, route.EndsWithOpinion, route.Clock));
    }

    [Fact]
    public async Task Litigation_IsKeptApart_WithTheRuleThatSuggestedIt_AndNothingIsAssigned()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync(subject: "对法院判决不服");
        await office.AcceptAsync(id);
        Assert.Equal(("way-needs-authority", "competentAuthority"), Said(await office.TryCompleteAsync(id, "classify", "Classified", Claim(("way", "LegalProcedure")))));
        await office.ClassifyAsync(id, "Ordinary", ("way", "LegalProcedure"), ("competentAuthority", "人民法院"));
        await office.DeliverAsync(id, "deliver-notice");

        var chosen = await ChosenAsync(office, id);
        Assert.Equal(HandlingWay.LegalProcedure, chosen.Way);
        Assert.Contains("way-01（法院判决）", chosen.WayReason, StringComparison.Ordinal);
        Assert.Equal(CaseOutcome.DirectedElsewhere, (await office.CaseAsync(id)).Outcome);
        var paper = await PaperAsync(office, id, "procedure-notice");
        Assert.Contains("人民法院", paper, StringComparison.Ordinal);
        Assert.Contains("第三十一条第一项", paper, StringComparison.Ordinal);
        Assert.Equal(0, await office.Service.QueryAsync(db => db.Set<Assignment>().CountAsync(a => a.PetitionId == id, Office.Cancellation)));
    }

    /// <summary>The last way is the default, and says by which rule: no other applies. It is not said with rules that spoke for something else.</summary>
    [Fact]
    public async Task TheLastWay_IsSuggestedAndKeptWithItsOwnReason()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        var task = Assert.Single(await office.OpenTasksAsync(id));
        var suggested = PetitionWorkflow.Tasks.Forms.TaskForms.SuggestionsOf(task)["way"];
        Assert.Contains("第三十一条第六项", suggested.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("噪音", suggested.Reason, StringComparison.Ordinal);

        await office.ClassifyAsync(id);

        Assert.Equal(new HandlingWayChosen(HandlingWay.PetitionOpinion, suggested.Reason), await ChosenAsync(office, id));
    }

    [Fact]
    public async Task OnlyAccusations_HaveAnAccused()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        Assert.Equal(("accused-only-in-accusations", "accusedPerson"), Said(await office.TryCompleteAsync(id, "classify", "Classified", Claim(("accusedPerson", await office.StaffIdAsync("clerk2"))))));
        Assert.Equal(("accused-only-in-accusations", "accusedUnit"), Said(await office.TryCompleteAsync(id, "classify", "Classified", Claim(("accusedUnit", await office.UnitAsync("housing"))))));
    }

    [Fact]
    public async Task AnotherWayThanSuggested_NeedsItsReason_WhichIsKept_AndOnlyClaimsHaveWays()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        Assert.Equal(("way-needs-reason", "wayReason"), Said(await office.TryCompleteAsync(id, "classify", "Classified", Claim(("way", "StatutoryDuty")))));
        Assert.Equal(("way-only-for-claims", "way"), Said(await office.TryCompleteAsync(
            id, "classify", "Classified", ("matterClass", "Suggestion"), ("category", "环境保护"), ("importance", "Ordinary"), ("way", "StatutoryDuty"), ("wayReason", "申请查处"))));
        await office.ClassifyAsync(id, "Ordinary", ("way", "StatutoryDuty"), ("wayReason", "申请查处排污行为"));

        Assert.Equal(new HandlingWayChosen(HandlingWay.StatutoryDuty, "申请查处排污行为"), await ChosenAsync(office, id));
    }

    [Fact]
    public async Task TheLegalSixtyDays_BindTheLastWayOnly_AndComeBackWithIt()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        office.Service.Time.Advance(TimeSpan.FromDays(3));
        await office.ClassifyAsync(id, "Ordinary", ("way", "AdministrativeProcedure"), ("wayReason", "行政裁决"));
        Assert.Equal(["K05 Cancelled another-limit-applies", "K21 Running "], await ClocksAsync(office, id));

        await office.CompleteAsync(id, "assign", "Reclassify", ("reason", "并非行政裁决事项"));
        await office.ClassifyAsync(id);
        Assert.Equal(["K05 Cancelled another-limit-applies", "K05 Running ", "K21 Cancelled another-limit-applies"], await ClocksAsync(office, id));
        var clocks = await office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id && c.Code == "K05").ToListAsync(Office.Cancellation));
        Assert.Single(clocks.Select(c => c.DueDay).Distinct());
    }

    [Fact]
    public async Task ASuggestion_IsAnsweredWhetherItIsAdopted_WithoutReviewWindow()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.CompleteAsync(id, "classify", "Classified", ("matterClass", "Suggestion"), ("category", "环境保护"), ("importance", "Ordinary"));
        await office.AssignAsync(id);
        await office.SignAsync(id);
        Assert.Equal(("conclusion-of-another-class", "conclusion"), Said(await office.TryCompleteAsync(id, "handle", "Submit", OfficeSteps.Result)));
        await office.ReportResultAsync(id, ("conclusion", "adopt-partly"));
        await office.PassAsync(id);
        await office.DeliverAsync(id);

        var closed = await office.CaseAsync(id);
        Assert.Equal((CaseOutcome.Resolved, (DateTime?)null), (closed.Outcome!.Value, closed.OpinionDeliveredAt));
        Assert.Contains("部分采纳", await PaperAsync(office, id, DocumentKinds.Reply), StringComparison.Ordinal);
        Assert.Contains("K21 Met reply-delivered", await ClocksAsync(office, id));
        Assert.DoesNotContain(await ClocksAsync(office, id), c => c.StartsWith("K08", StringComparison.Ordinal));
        Assert.Equal("review-without-opinion", (await office.RequestReviewAsync(id)).Refusal?.Code);
    }

    private static (string, string)[] Claim(params (string, string)[] more) =>
        [("matterClass", "Claim"), ("category", "环境保护/环境污染/噪音污染"), ("importance", "Ordinary"), .. more];

    private static (string?, string?) Said(Refusal? refusal) => (refusal?.Code, refusal?.Field);

    private static async Task<HandlingWayChosen> ChosenAsync(Office office, Guid id) => JsonSerializer.Deserialize<HandlingWayChosen>(
        await office.Service.QueryAsync(db => db.Set<CaseEvent>().Where(e => e.PetitionId == id && e.Kind == nameof(HandlingWayChosen)).Select(e => e.Data).SingleAsync(Office.Cancellation)),
        CaseEvent.Json)!;

    private static Task<string> PaperAsync(Office office, Guid id, string kind) =>
        office.Service.QueryAsync(db => db.Set<CaseDocument>().Where(d => d.PetitionId == id && d.Kind == kind).Select(d => d.Html).SingleAsync(Office.Cancellation));

    private static async Task<string[]> ClocksAsync(Office office, Guid id) =>
        [.. (await office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id && (c.Code == "K05" || c.Code == "K21" || c.Code == "K08")).ToListAsync(Office.Cancellation)))
            .Select(c => $"{c.Code} {c.State} {c.EndReason}").Order(StringComparer.Ordinal)];
}
