using System.Net;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Public;

public sealed class ResultsPageTests
{
    [Fact]
    public async Task Results_AreShownToEverybodyByPagesUntilTheirLastDay()
    {
        await using var web = await WebUnderTest.StartAsync();
        var reader = web.Anonymous("en");
        await reader.OpenAsync("/p/results");
        Assert.Equal(HttpStatusCode.OK, reader.Status);
        Assert.Contains("Nothing is published", reader.Text("main"), StringComparison.Ordinal);

        await PublishAsync(web, Enumerable.Range(1, 21).Select(n => $"Lamp {n} <b>mended</b>"));
        await reader.OpenAsync("/p/results");
        Assert.DoesNotContain("⟦", reader.Source, StringComparison.Ordinal);
        Assert.Equal(20, reader.Page.QuerySelectorAll("article.published").Length);
        Assert.StartsWith("Lamp 21 <b>mended</b>", reader.Text("article.published h2"), StringComparison.Ordinal);
        await reader.OpenAsync("/p/results" + reader.Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("Lamp 1 <b>mended</b>", reader.Text("article.published h2"));

        web.Time.Advance(TimeSpan.FromDays(2));
        await reader.OpenAsync("/p/results");
        Assert.Empty(reader.Page.QuerySelectorAll("article.published"));
    }

    [Fact]
    public async Task Publishing_IsForClerks_AndSaysWhyAnOpenCaseCannotBe()
    {
        await using var web = await WebUnderTest.StartAsync();
        var number = (await web.Office.AddCaseAsync()).Number;
        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync($"/cases/{number}/publish");
        Assert.Contains("verified and closed", clerk.Text(".alert"), StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);

        var handler = web.As(web.Office.HousingHandler);
        await handler.OpenAsync($"/cases/{number}/publish");
        Assert.Equal(HttpStatusCode.Forbidden, handler.Status);
    }

    private static async Task PublishAsync(WebUnderTest web, IEnumerable<string> subjects)
    {
        var petition = (await web.Office.AddCaseAsync()).Id;
        var at = web.Time.GetUtcNow().UtcDateTime;
        await web.Office.WriteAsync(db => db.AddRange(subjects.Select((subject, i) => new PublishedResult
        {
            Id = Guid.CreateVersion7(), PetitionId = petition, Subject = subject, Request = "It was dark.", Answer = "It is not.", AnsweredOn = web.Time.Today(),
            LastDay = web.Time.Today().AddDays(1), PublishedAt = at.AddSeconds(i),
        })));
    }
}
