using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews.ReReviews;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>復核 (C56, Art. 36): asked for within K10, handed over as one package, decided by the authority one level up.</summary>
public sealed class ReReviewTests
{
    private const string Authority = "上一级人民政府办公厅";

    [Fact]
    public async Task ARequest_StopsTheClockAndMakesAPackageThatItsManifestProves()
    {
        await using var office = await Office.OpenAsync();
        var review = await office.ReviewedAsync();
        Assert.Equal("re-review-not-requested", (await office.TakeHandOverAsync(review)).Refusal?.Code);

        office.Service.Time.Advance(TimeSpan.FromDays(3));
        Assert.Null((await office.RequestReReviewAsync(review, Authority)).Refusal);
        Assert.Equal("re-review-already-requested", (await office.RequestReReviewAsync(review, Authority)).Refusal?.Code);

        var clock = await office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().SingleAsync(c => c.PetitionId == review && c.Code == "K10", Office.Cancellation));
        Assert.Equal(ClockState.Met, clock.State);
        using var zip = await PackageAsync(office, review);
        var files = JsonNode.Parse(Read(zip, "manifest.json"))!["files"]!.AsArray();
        Assert.Equal(zip.Entries.Select(e => e.FullName).Where(n => n != "manifest.json"), files.Select(f => f!["path"]!.GetValue<string>()));
        Assert.All(files, f => Assert.Equal(f!["sha256"]!.GetValue<string>(), Convert.ToHexStringLower(SHA256.HashData(Read(zip, f["path"]!.GetValue<string>())))));
        var titles = files.Where(f => f!["title"] is not null).Select(f => f!["title"]!.GetValue<string>()).ToHashSet();
        Assert.Superset(new HashSet<string> { "信访事项复核移送单", "信访事项复查意见书", "信访处理意见书", "信访事项办理结果反馈单" }, titles);
        Assert.DoesNotContain("信访事项归档封面", titles);
        Assert.Equal("照片两张", JsonNode.Parse(Read(zip, "requests.json"))!["review"]!["evidence"]!.GetValue<string>());
        Assert.Equal((await office.CaseAsync(review)).Number, JsonNode.Parse(Read(zip, "review/register.json"))!["number"]!.GetValue<string>());
        Assert.Contains("HandOverTaken", await office.HistoryAsync(review));
    }

    [Fact]
    public async Task OnDay30_ThatIsAHoliday_TheRequestIsInTimeUntilTheHolidayIsOver()
    {
        await using var office = await Office.OpenAsync();
        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 9, 1, 2, 0, 0, TimeSpan.Zero));
        var (inTime, late) = (await office.ReviewedAsync(), await office.ReviewedAsync());

        // Delivered on 1 September: day 30 is 1 October, and National Day 2026 lasts until 7 October.
        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 10, 8, 2, 0, 0, TimeSpan.Zero));
        Assert.Null((await office.RequestReReviewAsync(inTime, Authority)).Refusal);

        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 10, 9, 2, 0, 0, TimeSpan.Zero));
        var refused = (await office.RequestReReviewAsync(late, Authority)).Refusal;
        Assert.Equal("re-review-too-late", refused?.Code);
        Assert.Equal(["2026-10-08", "2026-09-01"], refused!.Args);

        // The letter came in time and is entered late: the right was used.
        Assert.Null((await office.RequestReReviewAsync(late, Authority, new DateOnly(2026, 10, 8))).Refusal);
    }

    [Theory]
    [InlineData(ReReviewOutcome.Upheld, true)]
    [InlineData(ReReviewOutcome.Changed, true)]
    [InlineData(ReReviewOutcome.SentBack, false)]
    public async Task TheOpinionOfTheAuthority_MakesTheMatterFinalUnlessItIsSentBack(ReReviewOutcome outcome, bool isFinal)
    {
        await using var office = await Office.OpenAsync();
        var review = await office.ReviewedAsync();
        Assert.Equal("re-review-not-requested", (await office.RecordReReviewAsync(review, outcome)).Refusal?.Code);
        await office.RequestReReviewAsync(review, Authority);
        Assert.Equal("re-review-decided-impossible", (await office.RecordReReviewAsync(review, outcome, new DateOnly(2026, 2, 1))).Refusal?.Code);

        Assert.Null((await office.RecordReReviewAsync(review, outcome)).Refusal);

        var original = await office.CaseAsync((await office.CaseAsync(review)).ParentId!.Value);
        Assert.Equal(isFinal, original.FinalOn is not null);
        Assert.Equal(isFinal ? "matter-is-final" : "re-review-already-decided", (await office.RecordReReviewAsync(review, outcome)).Refusal?.Code);
        Assert.Equal(isFinal ? "matter-is-final" : "re-review-already-requested", (await office.RequestReReviewAsync(review, Authority)).Refusal?.Code);
        Assert.Equal(isFinal ? "matter-is-final" : "review-already-requested", (await office.RequestReviewAsync(original.Id)).Refusal?.Code);
        var again = await office.Service.QueryAsync(db => db.Set<Petition>().AsNoTracking().SingleOrDefaultAsync(p => p.ParentId == original.Id && p.Kind == CaseKind.Petition, Office.Cancellation));
        Assert.Equal(isFinal, again is null);
        if (again is not null)
        {
            await office.PumpAsync();
            Assert.Equal("preliminary-review", Assert.Single(await office.OpenTasksAsync(again.Id)).TaskType);
        }
    }

    private static async Task<ZipArchive> PackageAsync(Office office, Guid review)
    {
        var handOver = (await office.TakeHandOverAsync(review)).Value;
        var bytes = new MemoryStream();
        await using var scope = office.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HandOverFile>().WriteAsync(handOver, bytes, Office.Cancellation);
        return new ZipArchive(bytes, ZipArchiveMode.Read);
    }

    private static byte[] Read(ZipArchive zip, string path)
    {
        using var content = zip.GetEntry(path)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
