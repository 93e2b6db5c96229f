using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>The fake clock stands on 2 March 2026.</summary>
public sealed class ClockProfileTests : ClockTestBase
{
    [Fact]
    public async Task Case_FollowsTheFirstRowThatFits_AndItsClocksSayWhy()
    {
        Assert.Equal(1, (await PublishAsync(0, new("simplified", Region: "Harbour"), new("hotline", Channel.Call))).Value);
        var harbour = await StartAsync(await Office.AddCaseAsync(channel: Channel.Call, change: p => p.Place = "3 Harbour Road"), "K01");
        var call = await StartAsync(await Office.AddCaseAsync(channel: Channel.Call));
        var letter = await StartAsync(await Office.AddCaseAsync());

        Assert.Equal(["simplified", "hotline", null], new[] { harbour, call, letter }.Select(c => c.Profile));
        Assert.Equal([(3, ClockUnit.WorkingDays), (7, ClockUnit.CalendarDays), (60, ClockUnit.CalendarDays)], new[] { harbour, call, letter }.Select(c => (c.Trace.Length ?? 0, c.Trace.Unit)));
        Assert.Equal(["internal-simplified", "internal-hotline", "reg-34"], new[] { harbour, call, letter }.Select(c => c.Trace.Basis));
        Assert.Equal(new ProfileChoice("simplified", 1, 1, Channel.Call, "Harbour"), harbour.Terms.Profile);
        Assert.Equal(new ProfileChoice("national", 1, 0, Channel.Letter), letter.Terms.Profile);
        Assert.Equal(new DateOnly(2026, 3, 9), call.DueDay);
    }

    [Fact]
    public async Task Case_KeepsItsProfileAndItsVersion_WhateverIsPublishedLater()
    {
        var national = await Office.AddCaseAsync(channel: Channel.Call);
        await StartAsync(national);
        await PublishAsync(0, new ProfileRow("hotline", Channel.Call));
        var hotline = await Office.AddCaseAsync(channel: Channel.Call);
        var before = await StartAsync(hotline);
        await PublishAsync(1, new ProfileRow("simplified", Channel.Call));
        Assert.Equal(3, (await PublishRuleAsync("K05", d => d with { Profiles = [new ProfileLength("hotline", 5, ClockUnit.CalendarDays, "internal-hotline")] })).Value);
        GoTo("2026-03-20");

        Assert.Null((await StartAsync(national, "K01")).Profile);
        Assert.Equal("hotline", (await StartAsync(hotline, "K01")).Profile);
        var again = await Service.Runner.RunAsync<ClockDerivation, DueDay>(async d => await d.DueAsync(before, Cancellation), Cancellation);
        Assert.Equal((7, before.DueDay), (again.Value.Trace.Length, again.Value.Day));
        Assert.Equal("simplified", (await StartAsync(await Office.AddCaseAsync(channel: Channel.Call))).Profile);
    }

    [Fact]
    public async Task Rule_UnderAProfile_IsWeighedAgainstTheLawLikeItsOwnLength()
    {
        foreach (var (code, own, refusal) in new[]
        {
            ("K05", new ProfileLength("hotline", 61, ClockUnit.CalendarDays, "internal-hotline"), "clock-rule-beyond-law"),
            ("K05", new ProfileLength("hotline", 0, ClockUnit.CalendarDays, "internal-hotline"), "clock-rule-due-before-start"),
            ("K05", new ProfileLength("nobody", 5, ClockUnit.CalendarDays, "internal-hotline"), "clock-rule-length"),
            ("K05", new ProfileLength("hotline", 5, ClockUnit.Hours, "internal-hotline"), "clock-rule-length"),
            ("K08", new ProfileLength("hotline", 40, ClockUnit.CalendarDays, "internal-hotline"), "clock-rule-length"),
        })
        {
            Assert.Equal((own, refusal), (own, (await PublishRuleAsync(code, d => d with { Profiles = [own] })).Refusal?.Code));
        }

        Assert.Equal("clock-rule-basis", (await PublishRuleAsync("K05", d => d with { Basis = " " })).Refusal?.Code);
        Assert.Equal("clock-rule-basis", (await PublishRuleAsync("K05", d => d with { Basis = new string('x', 201) })).Refusal?.Code);
    }

    [Fact]
    public void Rule_WithATargetOfTheOffice_IsNotCalledALegalLimit()
    {
        var rule = Clocks.Shipped("K05");

        Assert.Equal((ClockStanding.Legal, ClockStanding.Internal), (rule.For("national").Standing, rule.For("hotline").Standing));
        Assert.Same(rule, rule.For(null));
    }

    [Fact]
    public async Task Table_ThatDoesNotFit_IsRefusedNamingTheRow()
    {
        foreach (var (rows, refusal) in new (ProfileRow[], string)[]
        {
            ([], "clock-rule-unchanged"),
            ([new("nobody")], "clock-profiles-row"),
            ([new("hotline", (Channel)9)], "clock-profiles-row"),
            ([new("hotline", Region: new string('x', 51))], "clock-profiles-row"),
            ([new("hotline"), new("simplified", Channel.Visit)], "clock-profiles-row-never"),
            ([new("hotline", Region: "Har"), new("simplified", Channel.Visit, "Harbour")], "clock-profiles-row-never"),
            ([.. Enumerable.Range(0, 51).Select(n => new ProfileRow("hotline", Region: $"<{n}>"))], "clock-profiles-rows"),
        })
        {
            Assert.Equal(refusal, (await PublishAsync(0, rows)).Refusal?.Code);
        }

        Assert.Equal(1, (await PublishAsync(0, new ProfileRow("hotline", Channel.Call))).Value);
        Assert.Equal("clock-profiles-changed-meanwhile", (await PublishAsync(0, new ProfileRow("simplified", Channel.Call))).Refusal?.Code);
    }

    private Task<CaseClock> StartAsync(Petition petition, string code = "K05") => StartAsync(new StartClock(petition.Id, code));

    private Task<Result<int>> PublishAsync(int basedOn, params ProfileRow[] rows) => Service.Runner.RunAsync<PublishProfileTableHandler, int>(
        h => h.HandleAsync(new PublishProfileTable(basedOn, rows, null, Act), Cancellation), Cancellation);

    private Task<Result<int>> PublishRuleAsync(string code, Func<ClockDraft, ClockDraft> change)
    {
        var rule = ClockCatalogue.Shipped.Newest(code)!;
        var draft = change(ClockDraft.Of(rule, ClockCatalogue.Shipped.LadderOf(rule), new DateOnly(2026, 3, 10)));
        return Service.Runner.RunAsync<PublishClockRuleHandler, int>(h => h.HandleAsync(new PublishClockRule(code, rule.Version, draft, null, Act), Cancellation), Cancellation);
    }
}
