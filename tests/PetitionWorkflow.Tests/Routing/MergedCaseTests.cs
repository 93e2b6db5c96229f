using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>The same matter of several people: one main case is handled, everyone is answered.</summary>
public sealed class MergedCaseTests
{
    [Fact]
    public async Task EveryoneWhoRaisedTheMatter_IsAnsweredInWriting_WithTheRightToReview()
    {
        await using var office = await Office.OpenAsync();
        var main = await office.RegisterAsync();
        Guid[] merged = [await office.MergedIntoAsync(main, 1), await office.MergedIntoAsync(main, 2)];
        foreach (var id in merged)
        {
            Assert.Empty(await office.OpenTasksAsync(id));
            Assert.Equal(["K01 Met", "K02 Met", "K21 Running"], await ClocksAsync(office, id));
            Assert.DoesNotContain((await office.CaseAsync(main)).Number, await PaperAsync(office, id, "merge-notice"), StringComparison.Ordinal);
        }

        await office.ToArchiveAsync(main);
        foreach (var id in merged)
        {
            var task = Assert.Single(await office.OpenTasksAsync(id));
            Assert.Equal(("answer-merged", "已责令整改"), (task.TaskType, TaskForms.SuggestionsOf(task)["result"].Value));
            await office.CompleteAsync(id, "answer-merged", "Submit", OfficeSteps.AnswerToMerged("support"));
            await office.DeliverAsync(id);
            var closed = await office.CaseAsync(id);
            Assert.Equal((CaseOutcome.Duplicate, MatterClass.Claim), (closed.Outcome!.Value, closed.MatterClass!.Value));
            Assert.NotNull(closed.OpinionDeliveredAt);
            Assert.Contains("复查", await PaperAsync(office, id, DocumentKinds.Opinion), StringComparison.Ordinal);
            Assert.Equal(["K01 Met", "K02 Met", "K08 Running", "K21 Met"], await ClocksAsync(office, id));
        }

        Assert.False((await office.RequestReviewAsync(merged[0])).IsRefused);
    }

    [Fact]
    public async Task WhenTheMainCaseIsWithdrawn_TheOthersAreHandledByThemselves()
    {
        await using var office = await Office.OpenAsync();
        var main = await office.RegisterAsync();
        var merged = await office.MergedIntoAsync(main, 1);
        var clerk = await office.PersonAsync("clerk");
        (await office.Service.Runner.RunAsync<WithdrawPetitionHandler>(h => h.HandleAsync(new WithdrawPetition(main, "信访人撤回", clerk), Office.Cancellation), Office.Cancellation)).Require();

        Assert.Null((await office.CaseAsync(merged)).DuplicateOfId);
        await office.ToArchiveAsync(merged);
        Assert.Equal(CaseOutcome.Resolved, (await office.CaseAsync(merged)).Outcome);
    }

    [Fact]
    public async Task AMatterAlreadyAnswered_IsAnsweredAtOnce_AndTwoCasesNeverWaitForEachOther()
    {
        await using var office = await Office.OpenAsync();
        var main = await office.RegisterAsync();
        var waiting = await office.MergedIntoAsync(main, 1);
        Assert.Equal("duplicate-of-unknown", (await office.TryCompleteAsync(
            main, "preliminary-review", "Duplicate", ("duplicateOf", (await office.CaseAsync(waiting)).Number), ("reason", "同一事项")))?.Code);

        await office.ToArchiveAsync(main);
        var late = await office.MergedIntoAsync(main, 2);
        Assert.Equal("answer-merged", Assert.Single(await office.OpenTasksAsync(late)).TaskType);
    }

    [Fact]
    public async Task ACaseMergedWithAnAccusation_IsKeptFromTheAccusedUnitToo()
    {
        await using var office = await Office.OpenAsync();
        var main = await office.RegisterAsync();
        var accused = Guid.Parse(await office.UnitAsync("environment"));
        await office.AcceptAsync(main);
        await office.CompleteAsync(
            main, "classify", "Classified", ("matterClass", "Accusation"), ("category", "纪检监察"), ("importance", "Ordinary"), ("accusedUnit", accused.ToString()));
        var merged = await office.MergedIntoAsync(main, 1);

        Assert.Equal(accused, (await office.CaseAsync(merged)).AccusedUnitId);
    }

    private static Task<string> PaperAsync(Office office, Guid id, string kind) =>
        office.Service.QueryAsync(db => db.Set<CaseDocument>().Where(d => d.PetitionId == id && d.Kind == kind).Select(d => d.Html).SingleAsync(Office.Cancellation));

    private static async Task<string[]> ClocksAsync(Office office, Guid id) =>
        [.. (await office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id).ToListAsync(Office.Cancellation)))
            .Select(c => $"{c.Code} {c.State}").Order(StringComparer.Ordinal)];
}
