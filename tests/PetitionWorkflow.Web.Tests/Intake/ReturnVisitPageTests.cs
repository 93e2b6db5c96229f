using System.Net;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

public sealed class ReturnVisitPageTests
{
    [Fact]
    public async Task Visit_IsRecordedFromTheList_KeepsWhatWasTyped_AndIsReadByTheOfficeAlone()
    {
        await using var web = await WebUnderTest.StartAsync();
        var petition = await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id], change: p =>
        {
            (p.Stage, p.Outcome, p.ClosedAt, p.LeadUnitId) = (CaseStage.Archived, CaseOutcome.Resolved, p.ReceivedAt, web.Office.Housing.Id);
            (p.Petitioner.IsAnonymous, p.Petitioner.Name, p.Petitioner.Phone) = (false, "来信人", "13800000000");
        });
        var admin = web.As(web.Office.Administrator);
        await admin.OpenAsync("/return-visits");
        await admin.PressAsync("保存", ("Percent", "101"));
        Assert.Contains("0 至 100", admin.Text("#problems"), StringComparison.Ordinal);
        await admin.PressAsync("保存", ("Percent", "100"));

        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync("/return-visits");
        Assert.Single(clerk.Page.QuerySelectorAll($"#due-visits a[href='/return-visits/{petition.Number}']"));
        await clerk.OpenAsync($"/return-visits/{petition.Number}");
        Assert.Contains("13800000000", clerk.Text("main"), StringComparison.Ordinal);
        await clerk.PressAsync("保存", ("Input.Method", "Phone"), ("Input.Answer", "Answered"), ("Input.Words", "说已经修好"));
        Assert.Single(clerk.Page.QuerySelectorAll("#problems a[href='#Input_Satisfaction']"));
        Assert.Equal("说已经修好", clerk.Page.QuerySelector("textarea")!.TextContent.Trim());
        await clerk.PressAsync("保存", ("Input.Satisfaction", nameof(Satisfaction.Satisfied)));
        Assert.Equal("/return-visits", clerk.Address);
        Assert.Empty(clerk.Page.QuerySelectorAll("#due-visits"));
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);

        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("说已经修好", clerk.Text("main"), StringComparison.Ordinal);
        Assert.NotEmpty(clerk.Page.QuerySelectorAll($"a[href='/return-visits/{petition.Number}']"));

        // The unit's own case says nothing of it.
        var unit = web.As(web.Office.HousingHead);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.Equal(HttpStatusCode.OK, unit.Status);
        Assert.DoesNotContain("说已经修好", unit.Source, StringComparison.Ordinal);
        await unit.OpenAsync($"/return-visits/{petition.Number}");
        Assert.Equal(HttpStatusCode.Forbidden, unit.Status);

        // A leader sees how many wait and sets the share, but records none.
        var leader = web.As(web.Office.Leader);
        await leader.OpenAsync("/return-visits");
        Assert.Equal(HttpStatusCode.OK, leader.Status);
        await leader.OpenAsync($"/return-visits/{petition.Number}");
        Assert.Equal(HttpStatusCode.NotFound, leader.Status);
    }
}
