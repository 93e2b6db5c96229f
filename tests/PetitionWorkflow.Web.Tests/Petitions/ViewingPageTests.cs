using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>C14: who looked is known, and what is taken out says by whom.</summary>
public sealed class ViewingPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Looking_LeavesOneRecordPerPersonCaseDayAndKind_ThatLeadersAndAuditorsSee()
    {
        var petition = await Office.AddCaseAsync("Seen", [Office.Housing.Id]);
        var paper = await AddPaperAsync(petition);
        var unit = _web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        await unit.OpenAsync($"/cases/{petition.Number}");
        await unit.OpenAsync($"/cases/{petition.Number}/documents/{paper}");
        await _web.As(Office.TransportHandler).OpenAsync($"/cases/{petition.Number}");
        _web.Time.Advance(TimeSpan.FromDays(1));
        await unit.OpenAsync($"/cases/{petition.Number}");

        await WrittenAsync(3);

        var leader = _web.As(Office.Leader);
        await leader.OpenAsync($"/viewings?case={petition.Number}");
        var lines = leader.Page.QuerySelectorAll("main tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Contains(Office.HousingHandler.DisplayName, line));
        Assert.Single(lines, line => line.Contains("文书或附件"));
        Assert.DoesNotContain(lines, line => line.Contains(Office.TransportHandler.DisplayName));
        await leader.OpenAsync("/viewings?person=nobody");
        Assert.Empty(leader.Page.QuerySelectorAll("main tbody tr"));
        foreach (var person in new[] { Office.Clerk, Office.HousingHead })
        {
            var browser = _web.As(person);
            await browser.OpenAsync("/viewings");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        }
    }

    [Fact]
    public async Task WhatIsPrintedOrTakenAsWord_SaysByWhomAndWhen()
    {
        var petition = await Office.AddCaseAsync("Taken", [Office.Housing.Id]);
        var paper = await AddPaperAsync(petition);
        var browser = _web.As(Office.HousingHandler);
        var day = ChinaTime.ToLocal(_web.Time.UtcNow()).ToString("yyyy-MM-dd HH:mm");

        await browser.OpenAsync($"/cases/{petition.Number}/documents/{paper}");
        var word = await _web.Client(Office.HousingHandler).GetByteArrayAsync($"/cases/{petition.Number}/documents/{paper}/word", Cancellation);

        using var zip = new ZipArchive(new MemoryStream(word));
        var footer = zip.Entries.Single(e => e.Name.StartsWith("footer", StringComparison.Ordinal) && e.Name.EndsWith(".xml", StringComparison.Ordinal));
        using var reader = new StreamReader(footer.Open(), Encoding.UTF8);
        foreach (var mark in new[] { browser.Text(".print-mark"), await reader.ReadToEndAsync(Cancellation) })
        {
            Assert.Contains(Office.HousingHandler.DisplayName, mark);
            Assert.Contains(day, mark);
        }
    }

    private async Task<Guid> AddPaperAsync(Petition petition)
    {
        var paper = new CaseDocument
        {
            Id = Guid.CreateVersion7(), PetitionId = petition.Id, Kind = "assignment-slip", Number = "T-" + Guid.NewGuid().ToString("N")[..8], Title = "Slip",
            Html = "<article><h2>Paper</h2></article>", UnitId = Office.Housing.Id, IssuedAt = Office.Now, DeliveredAt = Office.Now,
        };
        await Office.WriteAsync(db => db.Add(paper));
        return paper.Id;
    }

    /// <summary>The rows are written behind the pages.</summary>
    private async Task WrittenAsync(int count)
    {
        while (true)
        {
            await using var scope = _web.Services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<PetitionDbContext>().Set<CaseViewing>().CountAsync(Cancellation) >= count)
            {
                return;
            }

            await Task.Yield();
        }
    }
}
