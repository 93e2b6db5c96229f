using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

public sealed class ReReviewPageTests
{
    private const string Number = "FC-2026-000001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReReview_IsRecordedHandedOverAndDecidedOnOnePage()
    {
        await using var web = await WebUnderTest.StartAsync();
        var original = await ReviewedAsync(web);
        var browser = web.As(web.Office.Clerk);
        await browser.OpenAsync($"/cases/{original.Number}/re-review");
        Assert.Contains("复查意见书尚未送达", browser.Text(".alert"), StringComparison.Ordinal);
        await browser.OpenAsync($"/cases/{Number}");
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/cases/{Number}/re-review']"));

        await browser.OpenAsync($"/cases/{Number}/re-review");
        await browser.PressAsync("登记复核申请", ("Reasons", "kept"));
        Assert.Equal(("kept", true), (browser.ValueOf("Reasons"), browser.MessageAt("Authority").Length > 0));
        await browser.PressAsync("登记复核申请", ("Authority", "上一级机关"));
        Assert.Contains("移送 上一级机关", browser.Text("#handed-over"), StringComparison.Ordinal);

        await browser.PressAsync("下载移送材料包");
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (browser.Status, browser.Answer.Content.Headers.ContentType?.MediaType));
        await browser.OpenAsync($"/cases/{Number}/re-review");
        Assert.Equal("", browser.ValueOf("Outcome"));
        Assert.Contains("终结", browser.Page.QuerySelector("form[data-confirm]")!.GetAttribute("data-confirm"), StringComparison.Ordinal);
        await browser.PressAsync("保存", ("DecidedOn", DocumentIssuer.Day(web.Time.Today())), ("OpinionNumber", "复核〔2026〕1号"));
        Assert.Equal(("复核〔2026〕1号", ""), (browser.ValueOf("OpinionNumber"), browser.ValueOf("Outcome")));
        Assert.Contains("此项必填", browser.MessageAt("Outcome"), StringComparison.Ordinal);
        Assert.Equal("#Outcome", browser.Page.QuerySelector("#problems a")?.GetAttribute("href"));
        Assert.Null(await web.Office.ReadAsync(db => db.Set<Petition>().Where(p => p.Id == original.Id).Select(p => p.FinalOn).SingleAsync(Cancellation)));
        await browser.PressAsync("保存", ("Outcome", "Upheld"), ("DecidedOn", DocumentIssuer.Day(web.Time.Today())), ("OpinionNumber", "复核〔2026〕1号"));
        Assert.Contains("第三十六条第三款", browser.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(await web.Office.ReadAsync(db => db.Set<Petition>().Where(p => p.Id == original.Id).Select(p => p.FinalOn).SingleAsync(Cancellation)));
        foreach (var language in Texts.Languages)
        {
            var reader = web.As(web.Office.Clerk, language);
            foreach (var path in new[] { $"/cases/{Number}/re-review", $"/cases/{original.Number}" })
            {
                await reader.OpenAsync(path);
                Assert.DoesNotContain("⟦", reader.Source, StringComparison.Ordinal);
            }
        }

        var unit = web.As(web.Office.HousingHandler);
        await unit.OpenAsync($"/cases/{Number}/re-review");
        Assert.Equal(HttpStatusCode.Forbidden, unit.Status);
    }

    /// <returns>The case whose review opinion was delivered today.</returns>
    private static async Task<Petition> ReviewedAsync(WebUnderTest web)
    {
        var (original, now, id) = (await web.Office.AddCaseAsync(), web.Office.Now, Guid.CreateVersion7());
        await web.Office.WriteAsync(db =>
        {
            db.Add(new Petition
            {
                Id = id, Number = Number, Kind = CaseKind.Review, Channel = original.Channel, ReceivedAt = now, RegisteredAt = now, Petitioner = new Petitioner { IsAnonymous = true },
                Subject = original.Subject, Text = "Not so.", ParentId = original.Id, Stage = CaseStage.Archived, Outcome = CaseOutcome.ReviewMaintained, OpinionDeliveredAt = now,
            });
            db.Add(new ReviewRequest { PetitionId = id, ParentId = original.Id, RequestedOn = web.Time.Today(), Reasons = "Not so.", Evidence = "A picture." });
            db.Add(new CaseDocument
            {
                Id = Guid.CreateVersion7(), PetitionId = id, Kind = DocumentKinds.ReviewOpinion, Number = "FCY-2026-00001", Title = "Review opinion", Html = "<article></article>", IssuedAt = now,
            });
        });
        var started = await web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(
            h => h.HandleAsync(new StartClock(id, "K10"), ActContext.System("flow"), Cancellation), Cancellation);
        Assert.False(started.IsRefused);
        return original;
    }
}
