using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>The running pages with cases as a test needs them.</summary>
public abstract class CasePageTestBase : IAsyncLifetime
{
    protected const string Markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    protected WebUnderTest Web { get; private set; } = null!;

    protected TestOffice Office => Web.Office;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Web = await WebUnderTest.StartAsync(AddServices);

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    protected virtual void AddServices(IServiceCollection services)
    {
    }

    protected Task RaiseAsync(Petition petition, params ICaseEvent[] events) => Office.WriteAsync(db =>
        db.AddRange(events.Select(e => CaseEvent.From(petition.Id, e, new ActContext(null, "system:flow", Markup), Office.Now))));

    protected async Task<CaseDocument> AddDocumentAsync(Petition petition, Guid? unit, string title = "A paper")
    {
        var document = new CaseDocument
        {
            Id = Guid.CreateVersion7(), PetitionId = petition.Id, Kind = "assignment-slip", Number = "T-" + Guid.NewGuid().ToString("N")[..8], Title = title,
            Html = "<article><h2>Paper</h2></article>", UnitId = unit, IssuedAt = Office.Now, DeliveredAt = Office.Now,
        };
        await Office.WriteAsync(db => db.Add(document));
        return document;
    }

    protected async Task<Attachment> AddAttachmentAsync(Petition petition)
    {
        var store = Web.Services.GetRequiredService<AttachmentStore>();
        var stored = (await store.SaveAsync("筆記.txt", new MemoryStream(Encoding.UTF8.GetBytes("plain words")), TestContext.Current.CancellationToken)).Value;
        var attachment = stored.AttachTo(petition.Id, null, Office.Now);
        await Office.WriteAsync(db => db.Add(attachment));
        return attachment;
    }
}
