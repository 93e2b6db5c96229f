using System.Net;
using AngleSharp.Dom;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>Who reads what of a case, and who may do nothing to it.</summary>
public sealed class CaseVisibilityTests : CasePageTestBase
{
    [Fact]
    public async Task CasePage_OfACaseThatIsNotTheirs_DoesNotExistForAUnit()
    {
        var foreign = await Office.AddCaseAsync("Of transport", [Office.Transport.Id]);
        var accusing = await Office.AddCaseAsync("Accuses housing", [Office.Housing.Id], accused: Office.Housing.Id);
        var (document, file) = (await AddDocumentAsync(accusing, null), await AddAttachmentAsync(accusing));
        var own = await Office.AddCaseAsync("Own", [Office.Housing.Id]);

        foreach (var person in new[] { Office.HousingHandler, Office.HousingHead, Office.Clerk with { UnitId = Office.Housing.Id } })
        {
            var browser = Web.As(person);
            await browser.OpenAsync($"/cases/{own.Number}");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            string[] closed =
            [
                $"/cases/{accusing.Number}", $"/cases/{accusing.Number}/documents/{document.Id}", $"/cases/{accusing.Number}/attachments/{file.Id}",
                $"/cases/{own.Number}/documents/{document.Id}", $"/cases/{own.Number}/attachments/{file.Id}", "/cases/XF-2026-999999",
            ];
            foreach (var address in person.SeesEveryCase ? closed : [.. closed, $"/cases/{foreign.Number}"])
            {
                await browser.OpenAsync(address);
                Assert.Equal(HttpStatusCode.NotFound, browser.Status);
                Assert.DoesNotContain("Accuses housing", browser.Source);
            }
        }
    }

    [Fact]
    public async Task CasePage_PostsForACaseThatIsNotTheirs_ChangeNothing()
    {
        var foreign = await Office.AddCaseAsync("Of transport", [Office.Transport.Id]);
        var own = await Office.AddCaseAsync("Own", [Office.Housing.Id]);
        var browser = Web.As(Office.HousingHandler);

        foreach (var handler in new[] { "Progress", "Urge", "Urgent" })
        {
            await browser.OpenAsync($"/cases/{own.Number}");
            await browser.HtmxPostAsync($"/cases/{foreign.Number}?handler={handler}", ("Text", "x"), ("Person", "x"), ("UnitId", Office.Transport.Id.ToString()));
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }

        Assert.Empty(await Office.HistoryAsync(foreign.Id));
    }

    [Fact]
    public async Task CasePage_ShowsAUnitOnlyItsOwnPartOfASharedCase()
    {
        var petition = await SharedCaseAsync();

        var unit = Web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.DoesNotContain("Secret", unit.Source);
        foreach (var own in new[] { "Own-content", "Own-task", "Own-paper", "Own-note", "Note-for-all" })
        {
            Assert.Contains(own, unit.Source);
        }

        var clerk = Web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        foreach (var all in new[] { "Secret-content", "Secret-task", "Secret-office-task", "Secret-paper", "Secret-office-note", "Secret-note-of-transport", "Own-note" })
        {
            Assert.Contains(all, clerk.Source);
        }
    }

    [Fact]
    public async Task CasePage_LinksOnlyCasesThatTheViewerMaySee()
    {
        var original = await Office.AddCaseAsync("Original-of-transport", [Office.Transport.Id]);
        var repeated = await Office.AddCaseAsync("Repeated", [Office.Housing.Id], change: p => p.DuplicateOfId = original.Id);

        var unit = Web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{repeated.Number}");
        Assert.DoesNotContain("Original-of-transport", unit.Source);
        Assert.DoesNotContain(original.Number, unit.Source);

        var clerk = Web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{repeated.Number}");
        Assert.Contains("Original-of-transport", clerk.Text("[aria-labelledby=linked]"));
    }

    [Fact]
    public async Task CasePage_OffersAnAuditorAndAUnitNoActionThatIsNotTheirs()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);

        var auditor = Web.As(Office.Auditor);
        await auditor.OpenAsync($"/cases/{petition.Number}");
        Assert.Empty(auditor.Page.QuerySelectorAll("main form"));
        await auditor.HtmxPostAsync($"/cases/{petition.Number}?handler=Progress", ("Text", "x"));
        await auditor.HtmxPostAsync($"/cases/{petition.Number}?handler=Urgent", ("Criterion", UrgentCriteria.All.First()));

        var unit = Web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.Empty(unit.Page.QuerySelectorAll("form[action$='handler=Urge'], input[name=OfficeOnly]"));
        await unit.HtmxPostAsync($"/cases/{petition.Number}?handler=Urge", ("Person", "x"), ("UnitId", Office.Housing.Id.ToString()));

        Assert.Empty(await Office.HistoryAsync(petition.Id));
    }

    /// <summary>A case of two units; whatever housing must not find says so.</summary>
    private async Task<Petition> SharedCaseAsync()
    {
        var petition = await Office.AddCaseAsync("Shared", [Office.Housing.Id]);
        await Office.WriteAsync(db =>
        {
            db.Add(NewAssignment(petition, Office.Housing, "Own-content"));
            db.Add(NewAssignment(petition, Office.Transport, "Secret-content"));
        });
        var theirs = await Office.AddTaskAsync(petition, Roles.Handler, Office.Transport.Id, title: "Secret-task");
        await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id, title: "Own-task");
        await Office.AddTaskAsync(petition, Roles.Clerk, title: "Secret-office-task");
        await AddDocumentAsync(petition, Office.Transport.Id, "Secret-paper");
        await AddDocumentAsync(petition, Office.Housing.Id, "Own-paper");
        await RaiseAsync(
            petition,
            new TaskClaimed(theirs.Id, "Secret-task"), new ProgressRecorded("Secret-office-note", true, null),
            new ProgressRecorded("Secret-note-of-transport", false, Office.Transport.Id), new ProgressRecorded("Own-note", false, Office.Housing.Id),
            new ProgressRecorded("Note-for-all", false, null));
        return petition;
    }

    private static Assignment NewAssignment(Petition petition, Unit unit, string content) => new()
    {
        Id = Guid.CreateVersion7(), PetitionId = petition.Id, UnitId = unit.Id, IsLead = false, DueDay = new DateOnly(2026, 4, 1),
        Content = content, Requirements = "-", AssignedAt = petition.ReceivedAt, Reason = "-",
    };
}
