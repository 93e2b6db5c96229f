using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>What stands on the page of a full case.</summary>
public sealed class CasePageTests : CasePageTestBase
{
    protected override void AddServices(IServiceCollection services) => services.AddSingleton<ICaseFlowView, DrawnFlow>();

    [Fact]
    public async Task CasePage_HasEveryTextInEveryLanguage()
    {
        var petition = await FullCaseAsync();

        foreach (var language in Texts.Languages)
        {
            foreach (var person in Office.Everybody.Where(p => p != Office.TransportHandler))
            {
                var browser = Web.As(person, language);
                await browser.OpenAsync($"/cases/{petition.Number}");
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                Assert.DoesNotContain("⟦", browser.Source);
            }
        }
    }

    [Fact]
    public async Task CasePage_EncodesMarkupInEveryText()
    {
        var petition = await FullCaseAsync();
        var browser = Web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Contains(Markup, browser.Text("h1"));
        Assert.Contains(Markup, browser.Text(".case-history"));
        Assert.Contains(Markup, browser.Text("[aria-labelledby=data]"));
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert"));
        Assert.Empty(browser.Page.QuerySelectorAll("main img"));
        Assert.Empty(browser.Page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task CasePage_DrawsTheFlowWithTheStepWhereTheCaseStands()
    {
        var petition = await FullCaseAsync();
        var browser = Web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Equal("Classify", browser.Text("svg.flow .flow-box.current text"));
        Assert.Equal("Review", browser.Text("svg.flow .flow-box.passed text"));
        Assert.Single(browser.Page.QuerySelectorAll("svg.flow .flow-line.passed"));
        Assert.Equal("Accept", browser.Text("svg.flow .flow-outcome"));
        Assert.Contains("Classify", browser.Text("#flow-title"));
        Assert.Equal("Classify — 进行中", browser.Text("#flow-steps li[aria-current=step]"));
    }

    private async Task<Petition> FullCaseAsync()
    {
        var petition = await Office.AddCaseAsync(Markup, [Office.Housing.Id], change: p =>
        {
            p.Place = Markup;
            p.Text = Markup;
            p.Category = Markup;
            p.MatterClass = MatterClass.Claim;
            p.Importance = Importance.Important;
            p.ReworkRounds = 1;
            p.IsUrgent = true;
            p.AcceptedAt = p.OpinionDeliveredAt = p.ClosedAt = p.ReceivedAt;
            p.Outcome = CaseOutcome.Resolved;
            p.Petitioner.IsAnonymous = false;
            p.Petitioner.Name = p.Petitioner.Address = p.Petitioner.Phone = p.Petitioner.Email = Markup;
            p.Petitioner.Age = 40;
            p.Petitioner.Gender = Gender.Female;
            p.Petitioner.PeopleCount = 3;
        });
        await Office.AddCaseAsync(assignedTo: [Office.Housing.Id], change: p => p.DuplicateOfId = petition.Id);
        await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id, due: Office.Now.AddDays(1));
        await AddDocumentAsync(petition, Office.Housing.Id);
        await AddAttachmentAsync(petition);
        await RaiseAsync(petition, new PetitionRegistered(petition.Number, Channel.Letter), new ProgressRecorded(Markup, false, null));
        return petition;
    }

    private sealed class DrawnFlow : ICaseFlowView
    {
        public Task<CaseFlow?> OfAsync(Guid petitionId, CancellationToken cancellation) => Task.FromResult<CaseFlow?>(new CaseFlow(
            "petition", 1,
            [
                new("r", "Review", 0, 0, CaseFlowState.Passed), new("c", "Classify", 300, 0, CaseFlowState.Current), new("z", Markup, 600, 0, CaseFlowState.Ahead),
            ],
            [new("r", "c", "Accept", true), new("c", "z", null, false)]));
    }
}
