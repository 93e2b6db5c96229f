using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class ClockRuleEditingTests : ClockTestBase
{
    /// <summary>The fake clock stands on 2 March 2026.</summary>
    private static readonly DateOnly From = new(2026, 3, 10);

    [Fact]
    public async Task Published_ARunningClockKeepsItsRule_AndACaseOfItsFirstDayStartsUnderIt()
    {
        var before = await StartAsync("K05");

        Assert.Equal(3, (await PublishAsync("K05", d => d with { Length = 45 })).Value);
        GoTo("2026-03-09");
        var dayBefore = await StartAsync("K05");
        GoTo("2026-03-10");
        var after = await StartAsync("K05");

        Assert.Equal((2, 2, 3), (before.RuleVersion, dayBefore.RuleVersion, after.RuleVersion));
        Assert.Equal(60, before.Trace.Length);
        Assert.Equal((45, From.AddDays(45)), (after.Trace.Length, after.DueDay));
        var again = await Service.Runner.RunAsync<ClockDerivation, DueDay>(async d => await d.DueAsync(before, Cancellation), Cancellation);
        Assert.Equal(before.DueDay, again.Value.Day);
    }

    [Fact]
    public async Task Published_TheLadderIsTheVersionsOwn()
    {
        await PublishAsync("K05", d => d with { Steps = [new LadderStep { Kind = StageKind.Before, Offset = 7, To = [Audience.Clerks] }, new LadderStep { Kind = StageKind.Missed }] });
        var catalogue = await CatalogueAsync();

        var newest = catalogue.Newest("K05")!;
        Assert.Equal([StageKind.Before, StageKind.Missed], catalogue.LadderOf(newest).Steps.Select(s => s.Kind));
        Assert.Equal(9, catalogue.LadderOf(catalogue.Get("K05", 2)).Steps.Count);
        Assert.Equal(9, catalogue.LadderOf(catalogue.Newest("K01")!).Steps.Count);
    }

    [Theory]
    [InlineData("K05", 61, ClockUnit.CalendarDays, "clock-rule-beyond-law")]
    [InlineData("K01", 13, ClockUnit.WorkingDays, "clock-rule-beyond-law")]
    [InlineData("K06", 31, ClockUnit.CalendarDays, "clock-rule-beyond-law")]
    [InlineData("K08", 29, ClockUnit.CalendarDays, "clock-rule-cuts-right")]
    [InlineData("K05", 0, ClockUnit.CalendarDays, "clock-rule-due-before-start")]
    [InlineData("K16", -3, ClockUnit.CalendarDays, "clock-rule-due-before-start")]
    [InlineData("K16", 100_000, ClockUnit.CalendarDays, "clock-rule-length")]
    [InlineData("K16", 5, ClockUnit.Hours, "clock-rule-unit")]
    [InlineData("K99", 5, ClockUnit.CalendarDays, "clock-rule-unknown")]
    public async Task Draft_ThatNoCaseMayRunUnder_IsRefusedWithTheReason(string code, int length, ClockUnit unit, string refusal) =>
        Assert.Equal(refusal, (await PublishAsync(code, d => d with { Length = length, Unit = unit })).Refusal?.Code);

    [Fact]
    public async Task Draft_BeyondTheLaw_NamesTheFirstStartDayTheTwoDueDaysAndTheArticle()
    {
        var refused = await PublishAsync("K05", d => d with { Length = 61 });

        Assert.Equal(["2026-03-10", "2026-05-11", "2026-05-09", "《信访工作条例》第三十四条"], refused.Refusal!.Args);
    }

    [Fact]
    public async Task Draft_WithALongerInternalTarget_IsPublished() => Assert.Equal(2, (await PublishAsync("K16", d => d with { Length = 20 })).Value);

    [Fact]
    public async Task Draft_OfToday_WithAPauseNoLawKnows_OrALadderThatTellsNobody_IsRefusedForEach()
    {
        var refused = await PublishAsync(
            "K05",
            d => d with { EffectiveFrom = new DateOnly(2026, 3, 2), PauseGrounds = ["hearing"], Hour = 24, Steps = [.. d.Steps, new LadderStep { Kind = StageKind.Urge }, new LadderStep { Kind = StageKind.RedCard }] });

        Assert.Equal(
            ["clock-rule-too-early", "clock-rule-pause-without-law", "clock-rule-hour", "clock-rule-steps-twice", "clock-rule-step", "clock-rule-step-to-nobody"],
            refused.Refusal!.Others.Prepend(refused.Refusal).Select(r => r.Code));
    }

    [Theory]
    [InlineData("K05", ClockStart.Received, null)]
    [InlineData("K05", ClockStart.Registered, null)]
    [InlineData("K05", ClockStart.Delivered, "clock-rule-start")]
    [InlineData("K05", ClockStart.Step, "clock-rule-start")]
    [InlineData("K08", ClockStart.Accepted, "clock-rule-start")]
    [InlineData("K12", ClockStart.Delivered, null)]
    [InlineData("K16", ClockStart.Received, "clock-rule-start")]
    [InlineData("K05", (ClockStart)9, "clock-rule-start")]
    public async Task Draft_CountedFromAnotherMoment_IsPublishedOnlyWhereTheLawLeavesRoom(string code, ClockStart start, string? refusal) =>
        Assert.Equal(refusal, (await PublishAsync(code, d => d with { Starts = start })).Refusal?.Code);

    [Fact]
    public async Task Draft_EndedByOtherEvents_IsRefused_UnlessAnInternalClockLeavesSomeOut()
    {
        Assert.Equal("clock-rule-stops", (await PublishAsync("K16", d => d with { Stops = [] })).Refusal?.Code);
        Assert.Equal("clock-rule-stops", (await PublishAsync("K16", d => d with { Stops = [StopEvents.SignedFor] })).Refusal?.Code);
        Assert.Equal("clock-rule-stops", (await PublishAsync("K07", d => d with { Stops = [StopEvents.FeedbackReceived] })).Refusal?.Code);

        Assert.Equal(2, (await PublishAsync("K16", d => d with { Stops = [StopEvents.ProgressRecorded, StopEvents.FeedbackReceived] })).Value);
        Assert.Equal([StopEvents.ProgressRecorded], (await CatalogueAsync()).Newest("K16")!.Restarts);
    }

    [Fact]
    public async Task Published_WhatStartsAndEndsAClock_IsTheRulesVersionThatItRunsUnder()
    {
        await PublishAsync("K05", d => d with { Starts = ClockStart.Received });
        await PublishAsync("K16", d => d with { Stops = [StopEvents.ProgressRecorded, StopEvents.FeedbackReceived, StopEvents.AssignmentEnded] });
        var (old, oldSilence) = await SilentAsync();
        GoTo("2026-03-12");
        var (young, youngSilence) = await SilentAsync();
        GoTo("2026-03-12", "16:00");

        var byRule = await Service.DoAsync<StartClockHandler, CaseClock>(h => h.HandleAsync(new StartClock(young.Id, "K05") { ByRule = true }, Act, Cancellation));
        Assert.Equal((young.ReceivedAt, 3), (byRule.StartedAt, byRule.RuleVersion));
        foreach (var petition in new[] { old, young })
        {
            await Service.Runner.RunAsync<RecordContactHandler>(h => h.HandleAsync(new RecordContact(petition.Id, Service.Time.Today(), ContactMethod.Phone, "已联系", Office.HousingHandler), Cancellation), Cancellation);
        }

        Assert.Equal((ClockState.Met, ClockState.Running), ((await ClockAsync(oldSilence)).State, (await ClockAsync(youngSilence)).State));
        await Service.Runner.RunAsync<RecordProgressHandler>(h => h.HandleAsync(new RecordProgress(young.Id, "已到现场", false, Office.HousingHandler), Cancellation), Cancellation);
        Assert.Equal((ClockState.Met, StopEvents.ProgressRecorded), ((await ClockAsync(youngSilence)).State, (await ClockAsync(youngSilence)).EndReason));
    }

    private async Task<(Petition Case, Guid Silence)> SilentAsync()
    {
        var (petition, assignment) = await HandledCaseAsync();
        return (petition, (await StartAsync(new StartClock(petition.Id, "K16") { UnitId = assignment.UnitId, AssignmentId = assignment.Id })).Id);
    }

    [Fact]
    public async Task Draft_UnchangedOrOverANewerVersion_IsRefused()
    {
        Assert.Equal("clock-rule-unchanged", (await PublishAsync("K16", d => d)).Refusal?.Code);
        await PublishAsync("K16", d => d with { Length = 9 });
        Assert.Equal("clock-rule-changed-meanwhile", (await PublishAsync("K16", d => d with { Length = 8 }, basedOn: 1)).Refusal?.Code);
    }

    [Fact]
    public async Task Published_AgainForTheSameDay_TheFirstIsNeverInForce()
    {
        await PublishAsync("K16", d => d with { Length = 9 });
        await PublishAsync("K16", d => d with { Length = 8 }, basedOn: 2);

        var catalogue = await CatalogueAsync();
        Assert.Equal((1, 3), (catalogue.InForce("K16", From.AddDays(-1)).Value.Version, catalogue.InForce("K16", From).Value.Version));
    }

    [Theory]
    [InlineData("K05", StageKind.YellowCard, "clock-rule-steps-twice")]
    [InlineData("K05", StageKind.Urge, "clock-rule-steps-twice")]
    [InlineData("K14", StageKind.RedCard, "clock-rule-steps-order")]
    public async Task ALadder_ThatTheLedgerCouldNotKeep_IsRefused(string code, StageKind kind, string refusal)
    {
        var refused = await PublishAsync(code, d => d with { Steps = [.. d.Steps, new LadderStep { Kind = kind, Offset = 1000, Every = 5, To = [Audience.Clerks] }] });

        Assert.Equal((refusal, "Steps"), (refused.Refusal?.Code, refused.Refusal?.Field));
    }

    [Fact]
    public async Task Preview_ComparesDueDays_AndCountsClocksThatStayAsTheyAre()
    {
        await StartAsync("K05");
        var seen = await Service.Runner.RunAsync<ClockRulePreview, PreviewedClock>(
            async preview =>
            {
                var (rule, ladder) = (Clocks.Shipped("K05"), Clocks.LegalLadder);
                return await preview.OfAsync(ClockDraft.Of(rule, ladder, From) with { Length = 30, RollForward = false }, rule, ladder, Cancellation);
            },
            Cancellation);

        Assert.Equal(1, seen.Value.OpenClocks);
        Assert.Equal((From, new DateOnly(2026, 5, 9), new DateOnly(2026, 4, 9)), (seen.Value.Days[0].Start, seen.Value.Days[0].Before.Day, seen.Value.Days[0].After.Day));
    }

    private async Task<Result<int>> PublishAsync(string code, Func<ClockDraft, ClockDraft> change, int? basedOn = null)
    {
        var catalogue = ClockCatalogue.Shipped;
        var rule = catalogue.Newest(code) ?? Clocks.Shipped("K05");
        var draft = change(ClockDraft.Of(rule, catalogue.LadderOf(rule), From));
        return await Service.Runner.RunAsync<PublishClockRuleHandler, int>(
            h => h.HandleAsync(new PublishClockRule(code, basedOn ?? rule.Version, draft, null, Act), Cancellation), Cancellation);
    }

    private async Task<CaseClock> StartAsync(string code)
    {
        var petition = await Office.AddCaseAsync();
        return await Service.DoAsync<StartClockHandler, CaseClock>(h => h.HandleAsync(new StartClock(petition.Id, code), Act, Cancellation));
    }

    private async Task<ClockCatalogue> CatalogueAsync()
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<ClockCatalogues>().Current;
    }
}
