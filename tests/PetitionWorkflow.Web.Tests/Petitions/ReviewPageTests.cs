using System.Net;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>復查申請 that came by letter, entered by the clerk.</summary>
public sealed class ReviewPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_OnPaper_CountsFromTheDayItCame_KeepsWhatWasTyped_AndOpensTheReview()
    {
        await using var web = await WebUnderTest.StartAsync(configure: null, withFlows: true);
        var petition = await web.RegisterAsync();
        var page = $"/cases/{petition.Number}/review";
        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync(page);
        Assert.Contains("尚未送达", clerk.Text(".alert"), StringComparison.Ordinal);
        Assert.Null(clerk.Page.QuerySelector("#Reasons"));

        await web.ToArchiveAsync(petition.Id);
        var delivered = web.Time.Today();
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.NotNull(clerk.Page.QuerySelector($"a[href='{page}']"));

        // It came on the thirtieth day and is entered a week later: in time.
        web.Time.Advance(TimeSpan.FromDays(37));
        await clerk.OpenAsync(page);
        await clerk.PressAsync("立为复查件", ("Reasons", "事实认定有误"));
        Assert.Contains("三（四）", clerk.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("事实认定有误", clerk.ValueOf("Reasons"));
        await clerk.PressAsync("立为复查件", ("Evidence", "照片两张"), ("RequestedOn", DocumentIssuer.Day(delivered.AddDays(-1))));
        Assert.NotEmpty(clerk.MessageAt("RequestedOn"));
        await clerk.PressAsync("立为复查件", ("RequestedOn", DocumentIssuer.Day(delivered.AddDays(30))));
        var review = await web.Office.ReadAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.ParentId == petition.Id, Cancellation));
        Assert.Equal($"/cases/{review.Number}", clerk.Address);
        Assert.Equal((CaseKind.Review, delivered.AddDays(30)), (review.Kind, ChinaTime.DayOf(review.ReceivedAt)));

        await clerk.OpenAsync(page);
        await clerk.PressAsync("立为复查件", ("Reasons", "再次申请"), ("Evidence", "照片"));
        Assert.Contains(review.Number, clerk.Text("#problems"), StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);
        var unit = web.As(web.Office.HousingHead);
        await unit.OpenAsync(page);
        Assert.Equal(HttpStatusCode.Forbidden, unit.Status);
    }
}
