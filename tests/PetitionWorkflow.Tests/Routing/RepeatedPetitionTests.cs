using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>重複信訪: the same person raises the same matter again, and is told in writing how the earlier case stands.</summary>
public sealed class RepeatedPetitionTests
{
    [Fact]
    public async Task ARepetition_WhileTheFirstIsInHand_IsToldUntilWhen_AndFiledWithIt()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.RegisterAsync();
        await office.ToHandlingAsync(first);
        office.Service.Time.Advance(TimeSpan.FromDays(3));
        var again = await RepeatedAsync(office, first);

        var earlier = await office.CaseAsync(first);
        var paper = await NoticeAsync(office, again);
        Assert.All(new[] { earlier.Number, "2026-03-02", "正在办理，办理期限至 2026-05-06", "不另立件办理" }, part => Assert.Contains(part, paper, StringComparison.Ordinal));
        Assert.Equal((true, first), ((await office.CaseAsync(again)).IsRepeat, (await office.CaseAsync(again)).DuplicateOfId!.Value));
        Assert.False(earlier.IsRepeat);
        Assert.Equal(CaseStage.Delivery, (await office.CaseAsync(again)).Stage);

        await office.DeliverAsync(again, "deliver-notice");
        Assert.Equal(CaseOutcome.Duplicate, (await office.CaseAsync(again)).Outcome);
        Assert.Equal(CaseStage.Handling, (await office.CaseAsync(first)).Stage);
    }

    [Fact]
    public async Task ARepetition_OfWhatWasAnswered_IsToldOfTheOpinionAndOfTheRightToReview()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.RegisterAsync();
        await office.ToArchiveAsync(first);
        var opinion = await office.Service.QueryAsync(db => db.Set<CaseDocument>().SingleAsync(d => d.PetitionId == first && d.Kind == DocumentKinds.Opinion, Office.Cancellation));
        var inTime = await NoticeAsync(office, await RepeatedAsync(office, first));
        Assert.All(new[] { opinion.Number, "2026-04-01", "第三十五条", "书面申请复查" }, part => Assert.Contains(part, inTime, StringComparison.Ordinal));

        office.Service.Time.Advance(TimeSpan.FromDays(31));
        Assert.Contains("申请复查的期限已于 2026-04-01 届满", await NoticeAsync(office, await RepeatedAsync(office, first)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registered_AsTheMatterOfAnEarlierCase_ItIsMarkedAtOnce_AndCountedInTheReport()
    {
        await using var office = await Office.OpenAsync();
        var first = await office.RegisterAsync();
        var mine = await RegisterAsync(office, first, "来信人", "138 0000 0000");
        var others = await RegisterAsync(office, first, "另一来信人", "13900000001");

        Assert.Contains(nameof(RepeatedPetition), await office.HistoryAsync(mine));
        Assert.DoesNotContain(nameof(RepeatedPetition), await office.HistoryAsync(others));
        Assert.Equal((true, false), ((await office.CaseAsync(mine)).IsRepeat, (await office.CaseAsync(others)).IsRepeat));

        await using var scope = office.Service.Services.CreateAsyncScope();
        var figures = await scope.ServiceProvider.GetRequiredService<PeriodFacts>().OfAsync(ReportPeriod.OfMonth(2026, 3), CaseScope.All, Office.Cancellation);
        Assert.Equal((3, 1), (figures.Received, figures.Repeats));
    }

    private static async Task<Guid> RepeatedAsync(Office office, Guid first)
    {
        var again = await office.RegisterAsync();
        await office.CompleteAsync(again, "preliminary-review", "Duplicate", ("duplicateOf", (await office.CaseAsync(first)).Number), ("reason", "同一信访人同一事项"));
        return again;
    }

    private static async Task<Guid> RegisterAsync(Office office, Guid earlier, string name, string phone)
    {
        var entry = new RegisterEntry
        {
            Register = new PetitionWorkflow.Intake.Registers.LetterRegister { TakenBy = "clerk" }, Petitioner = new Petitioner { Name = name, Phone = phone, Address = "某街道", Gender = Gender.Female },
            Subject = "夜间施工噪音扰民", Text = "仍未解决。", ReceivedAt = office.Service.Time.GetUtcNow().UtcDateTime,
        };
        var command = new RegisterPetition(entry, (await office.PersonAsync("clerk")).Act()) { DuplicateOfId = earlier };
        return (await office.Service.DoAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, Office.Cancellation))).Id;
    }

    private static Task<string> NoticeAsync(Office office, Guid id) =>
        office.Service.QueryAsync(db => db.Set<CaseDocument>().Where(d => d.PetitionId == id && d.Kind == DocumentKinds.RepeatNotice).Select(d => d.Html).SingleAsync(Office.Cancellation));
}
