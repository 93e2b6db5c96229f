using System.Net;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.UrgentReports;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

public sealed class CorrectionPageTests
{
    [Fact]
    public async Task UrgentReport_IsCorrectedOnItsPage_AndEachWordingIsRead()
    {
        await using var web = await WebUnderTest.StartAsync();
        var (urgent, now, paper) = (await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id]), web.Office.Now, Guid.CreateVersion7());
        await web.Office.WriteAsync(db =>
        {
            db.Add(new CaseDocument
            {
                Id = paper, PetitionId = urgent.Id, Kind = DocumentKinds.UrgentReport, Number = "JJB-2026-00001", Title = "Urgent report", Html = "<article><p>Thirty people</p></article>", IssuedAt = now,
            });
            db.Add(new UrgentReport
            {
                Id = Guid.CreateVersion7(), PetitionId = urgent.Id, Sequence = 1, Criterion = UrgentCriteria.MassIncident, FoundAt = now, ReportedAt = now, ReportedByName = "Clerk",
                Facts = "Thirty people", Development = "Calm", Measures = "Police sent", DocumentId = paper,
            });
        });
        var address = $"/cases/{urgent.Number}/documents/{paper}";
        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync(address);
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);
        await clerk.PressAsync("Publish the correction", ("Facts", "Fifty people"));
        Assert.NotEmpty(clerk.MessageAt("Reason"));
        await clerk.PressAsync("Publish the correction", ("Facts", "Fifty people"), ("Reason", "Counted again"));
        Assert.Contains("Fifty people", clerk.Text(".paper"), StringComparison.Ordinal);
        Assert.Contains("Corrected because: Counted again", clerk.Text("#versions"), StringComparison.Ordinal);
        Assert.Equal("Thirty people", clerk.Text("#versions del"));
        Assert.DoesNotContain("⟦", clerk.Source, StringComparison.Ordinal);
        await clerk.OpenAsync(address + "?version=1");
        Assert.Contains("Thirty people", clerk.Text(".paper"), StringComparison.Ordinal);

        var unit = web.As(web.Office.HousingHandler, "en");
        await unit.OpenAsync(address);
        Assert.Equal((HttpStatusCode.OK, 0), (unit.Status, unit.Page.QuerySelectorAll("#correct-title").Length));
    }
}
