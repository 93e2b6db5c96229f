using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.UrgentReports;
using PetitionWorkflow.Web.Tests.Hosting;
using PetitionWorkflow.Web.Tests.Intake;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>
/// Art. 30 ¶3 (scenario 12): whoever belongs to the accused unit asks every address that the program has, with every id of the case, and
/// finds no trace. A new page is asked as soon as it exists.
/// </summary>
public sealed partial class AccusedUnitTests : IAsyncLifetime
{
    private const string SearchWord = "桥头收费", Secret = "秘密线索七七三一", SecretFile = "线索照片七七三一.txt";

    private WebUnderTest _web = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(withFlows: true);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task EveryAddress_AskedByTheAccusedUnit_ShowsNoTraceOfTheCase()
    {
        var office = _web.Office;
        await office.WriteAsync(db => db.Set<Unit>().Where(u => u.Id == office.Transport.Id || u.Id == office.Housing.Id).ToList().ForEach(u => u.Email = u.Code + "@units.example"));
        var petition = await AccusedAsync(("accusedUnit", office.Housing.Id.ToString()));
        var (addresses, traces) = await AddressesAsync(petition);

        // Somebody lent to the office from the accused unit sees everything but this.
        var lent = new Viewer(office.OtherClerk.UserId, office.OtherClerk.DisplayName, new HashSet<string> { Roles.Clerk }, office.Housing.Id);
        Assert.Empty(await FoundAsync(office.HousingHead, addresses, traces));
        Assert.Empty(await FoundAsync(lent, addresses, traces));
        Assert.Empty(await FoundByKeyAsync(petition, traces));

        var seen = await FoundAsync(office.Clerk, addresses, traces);
        Assert.True(seen.Count >= 12, $"The clerk finds the case in many places: {string.Join(' ', seen)}");
        var mails = await office.ReadAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.PetitionId == petition.Id).ToListAsync(Cancellation));
        Assert.Contains(mails, m => m.UnitId == office.Transport.Id);
        Assert.DoesNotContain(mails, m => m.UnitId == office.Housing.Id || m.ToAddress == office.Housing.Code + "@units.example");
    }

    /// <summary>Art. 30 ¶3 speaks of the accused person first: one of the office's own, whose roles show every other case.</summary>
    [Fact]
    public async Task EveryAddress_AskedByTheAccusedPersonOfTheOffice_ShowsNoTraceOfTheCase()
    {
        var office = _web.Office;
        await office.WriteAsync(db => db.Set<StaffMember>().ToList().ForEach(s => s.Email = s.UserName + "@office.example"));
        var leader = new Viewer(office.Leader.UserId, office.Leader.DisplayName, new HashSet<string> { Roles.Leader, Roles.Auditor, Roles.Clerk }, null);
        var petition = await AccusedAsync(("accusedPerson", leader.UserId.ToString()));
        await DoAsync<FlagUrgentHandler>(h => h.HandleAsync(new FlagUrgent(petition.Id, "stability", office.Clerk), Cancellation));
        await DoAsync<AskForRecusalHandler>(h => h.HandleAsync(new AskForRecusal(petition.Id, office.OtherClerk.UserId, null, "有利害关系", office.Clerk), Cancellation));
        var (addresses, traces) = await AddressesAsync(petition);
        traces = [.. traces.Append(await office.ReadAsync(db => db.Set<RecusalRequest>().Select(r => r.Reason).SingleAsync(Cancellation)))];

        Assert.Empty(await FoundAsync(leader, addresses, traces));

        // Who gets a wider role while the case is open finds the flow of it neither in the designer nor in its API.
        var administers = leader with { Roles = new HashSet<string> { Roles.Leader, Roles.Auditor, Roles.Clerk, Roles.Administrator } };
        Assert.Empty(await FoundAsync(administers, [.. addresses, .. await FlowAddressesAsync(petition)], traces));
        Assert.NotEmpty(await FoundAsync(office.Administrator, await FlowAddressesAsync(petition), traces));
        var seen = await FoundAsync(office.Clerk, addresses, traces);
        Assert.True(seen.Count >= 12, $"The clerk finds the case in many places: {string.Join(' ', seen)}");

        var mails = await office.ReadAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.PetitionId == petition.Id).ToListAsync(Cancellation));
        Assert.DoesNotContain(mails, m => m.ToAddress.StartsWith("test-leader@", StringComparison.Ordinal) && m.State != MailState.Withheld);
        var asked = await office.ReadAsync(db => db.Set<WorkTask>().AsNoTracking().FirstAsync(t => t.PetitionId == petition.Id && t.Role == Roles.Leader, Cancellation));
        var refused = await _web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<ClaimTaskHandler>(h => h.HandleAsync(new ClaimTask(asked.Id, leader), Cancellation), Cancellation);
        Assert.Equal("task-not-found", refused.Refusal!.Code);
    }

    /// <summary>The clerk at the counter says whom it accuses: nobody has looked at it yet, and already they find nothing.</summary>
    [Fact]
    public async Task MarkedAtIntake_TheCaseIsKeptFromTheAccusedFromTheFirstMoment_AndTheClassificationKeepsTheMark()
    {
        var office = _web.Office;
        var browser = _web.As(office.Clerk);
        await browser.RegisterAsync("letter", FilledForms.Letter.With(
            ("Input.IsAccusation", "true"), ("Input.AccusedUnitId", office.Housing.Id.ToString()), ("Input.AccusedPersonId", office.OtherClerk.UserId.ToString()), ("Input.Subject", SearchWord + Secret)));
        var petition = await office.ReadAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal((MatterClass.Accusation, office.Housing.Id), (petition.MatterClass!.Value, petition.AccusedUnitId!.Value));
        Assert.Equal(CaseStage.PreliminaryReview, petition.Stage);

        var (addresses, traces) = await AddressesAsync(petition);
        Assert.Empty(await FoundAsync(office.OtherClerk, addresses, traces));
        Assert.Empty(await FoundAsync(office.HousingHead, addresses, traces));
        Assert.NotEmpty(await FoundAsync(office.Clerk, addresses, traces));

        await CompleteAsync(petition.Id, "preliminary-review", office.Clerk, "Accept");
        await CompleteAsync(petition.Id, "classify", office.Clerk, "Classified", ("matterClass", "Accusation"), ("category", "纪检监察"), ("importance", "Ordinary"));
        Assert.False(await SeesAsync(office.OtherClerk, petition));
        Assert.Equal(office.Housing.Id, (await office.ReadAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(Cancellation))).AccusedUnitId);
    }

    [Fact]
    public async Task NamedOnThePublicForm_AnOfficePersonAndAUnitAreKeptFromIt_AndNoUnitSeesItBeforeItIsAssigned()
    {
        var office = _web.Office;
        await office.WriteAsync(db => db.Set<StaffMember>().Single(s => s.Id == office.OtherClerk.UserId).DisplayName = "办事员钱某");
        var name = await office.ReadAsync(db => db.Set<Unit>().Where(u => u.Id == office.Housing.Id).Select(u => u.Name).SingleAsync(Cancellation));
        var petitioner = _web.Anonymous();
        await petitioner.OpenAsync("/p/submit");
        await petitioner.PressAsync(
            "下一步：核对", ("Input.Subject", SearchWord), ("Input.Text", Secret), ("Input.Petitioner.Name", "举报人"), ("Input.Petitioner.Phone", "13811112222"), ("Input.Petitioner.Address", "某街道"),
            ("Input.Accused", $"{name}的办事员钱某"));
        Assert.Contains("办事员钱某", petitioner.Text("dl.written"), StringComparison.Ordinal);
        await petitioner.PressAsync("确认并发送");
        var petition = await office.ReadAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(Cancellation));

        Assert.Equal((MatterClass.Accusation, office.Housing.Id), (petition.MatterClass!.Value, petition.AccusedUnitId!.Value));
        Assert.False(await SeesAsync(office.OtherClerk, petition));
        Assert.True(await SeesAsync(office.Clerk, petition));
        foreach (var unit in new[] { office.HousingHead, office.HousingHandler, office.TransportHandler })
        {
            Assert.False(await SeesAsync(unit, petition));
        }

        var (addresses, traces) = await AddressesAsync(petition);
        Assert.Empty(await FoundAsync(office.OtherClerk, addresses, traces));
    }

    /// <summary>Nobody is accused any more when the class of the matter is changed.</summary>
    [Fact]
    public async Task Reclassified_AsNoAccusation_TheCaseIsSeenAgain()
    {
        var office = _web.Office;
        var petition = await AccusedAsync(sign: false, ("accusedPerson", office.OtherClerk.UserId.ToString()));
        Assert.False(await SeesAsync(office.OtherClerk, petition));

        await CompleteAsync(petition.Id, "sign-for", office.TransportHandler, "Object", ("legalBasis", "职责规定"), ("reason", "不属本单位职责"));
        await CompleteAsync(petition.Id, "decide-objection", office.Clerk, "Uphold", ("reason", "属实"));
        await CompleteAsync(petition.Id, "assign", office.Clerk, "Reclassify", ("reason", "不是检举"));
        await CompleteAsync(petition.Id, "classify", office.Clerk, "Classified", ("matterClass", "Claim"), ("category", "纪检监察"), ("importance", "Ordinary"));

        Assert.True(await SeesAsync(office.OtherClerk, petition));
    }

    private Task<bool> SeesAsync(Viewer person, Petition petition) =>
        _web.Office.ReadAsync(db => db.Set<Petition>().VisibleTo(person).AnyAsync(p => p.Id == petition.Id, Cancellation));

    private Task<Petition> AccusedAsync(params (string Field, string Value)[] accused) => AccusedAsync(sign: true, accused);

    /// <summary>A letter with a file that accuses somebody, on its way at the unit of transport.</summary>
    private async Task<Petition> AccusedAsync(bool sign, params (string Field, string Value)[] accused)
    {
        var office = _web.Office;
        var entry = new RegisterEntry
        {
            Register = new LetterRegister { TakenBy = "clerk" },
            Petitioner = new Petitioner { Name = "举报人", Gender = Gender.Male, Phone = "13811112222", Address = "某街道" },
            Subject = $"{SearchWord} {Secret}", Text = $"反映住房单位以权谋私，{SearchWord}，{Secret}。", ReceivedAt = office.Now,
        };
        await using var scope = _web.Services.CreateAsyncScope();
        using var bytes = new MemoryStream("照片说明"u8.ToArray());
        var file = await scope.ServiceProvider.GetRequiredService<AttachmentStore>().SaveAsync(SecretFile, bytes, Cancellation);
        var id = (await DoAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(new RegisterPetition(entry, office.Clerk.Act()) { Files = [file.Value] }, Cancellation))).Id;
        await CompleteAsync(id, "preliminary-review", office.Clerk, "Accept");
        await CompleteAsync(id, "classify", office.Clerk, "Classified", [("matterClass", "Accusation"), ("category", "纪检监察"), ("importance", "Ordinary"), .. accused]);
        await CompleteAsync(
            id, "assign", office.Clerk, "Assign", ("leadUnit", office.Transport.Id.ToString()), ("content", "核查线索"), ("requirements", "依法处理"), ("dueDays", "30"), ("overrideReason", "回避"));
        if (sign)
        {
            await CompleteAsync(id, "sign-for", office.TransportHandler, "Sign", ("handler", office.TransportHandler.UserId.ToString()));
        }

        return await office.ReadAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == id));
    }

    /// <summary>Every address that answers a GET, filled in with the case's number and all ids that belong to it; and what must not be read there.</summary>
    private async Task<(IReadOnlyList<string> Addresses, IReadOnlyList<string> Traces)> AddressesAsync(Petition petition)
    {
        var papers = await _web.Office.ReadAsync(db => db.Set<CaseDocument>().Where(d => d.PetitionId == petition.Id).Select(d => new { d.Id, d.Number }).ToListAsync());
        List<Guid> ids =
        [
            petition.Id, .. papers.Select(d => d.Id),
            .. await _web.Office.ReadAsync(db => db.Set<WorkTask>().Where(t => t.PetitionId == petition.Id).Select(t => t.Id).ToListAsync()),
            .. await _web.Office.ReadAsync(db => db.Set<Attachment>().Where(a => a.PetitionId == petition.Id).Select(a => a.Id).ToListAsync()),
            .. await _web.Office.ReadAsync(db => db.Set<OutgoingMail>().Where(m => m.PetitionId == petition.Id).Select(m => m.Id).ToListAsync()),
        ];
        var patterns = _web.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            .Select(e => "/" + e.RoutePattern.RawText?.TrimStart('/')).Where(p => !Elsewhere().IsMatch(p)).Distinct().Order(StringComparer.Ordinal);
        var addresses = patterns.SelectMany(p => Filled(p, petition.Number, ids)).Concat(
        [
            $"/petitions?q={SearchWord}", $"/petitions?q={petition.Number}", $"/tasks?text={SearchWord}", $"/api/petitions?text={SearchWord}", $"/mail?q={petition.Number}", $"/viewings?q={petition.Number}",
        ]).Distinct().ToList();
        Assert.Contains($"/cases/{petition.Number}/bundle", addresses);
        return (addresses, [Secret, SecretFile, petition.Number, .. papers.Select(d => d.Number)]);
    }

    /// <summary>What the designer asks about the case's flows.</summary>
    private async Task<IReadOnlyList<string>> FlowAddressesAsync(Petition petition)
    {
        var key = petition.Id.ToString("n");
        var instances = await _web.Office.ReadAsync(db => db.Set<WorkflowRuntime.Stores.WorkflowInstanceRow>().Where(i => i.CorrelationId == key).Select(i => i.Id).ToListAsync(Cancellation));
        Assert.NotEmpty(instances);
        return
        [
            "/elsa/api/workflow-instances", "/designer/change/petition",
            .. instances.SelectMany(id => new[] { $"/elsa/api/workflow-instances/{id}", $"/elsa/api/workflow-instances/{id}/journal", $"/elsa/api/workflow-instances/{id}/variables", $"/designer/workflows/instances/{id}/view" }),
        ];
    }

    private static IEnumerable<string> Filled(string pattern, string number, IReadOnlyList<Guid> ids)
    {
        var known = Place().Replace(pattern, place => place.Groups["name"].Value switch
        {
            "number" => number, "year" => "2026", "month" => "2", "quarter" => "1", "edition" => "1", "code" => "404", "channelName" => "letter", "kind" => "opinion", "language" => "en",
            _ => place.Value,
        });
        return known.Contains("{id", StringComparison.Ordinal) ? ids.Select(id => Place().Replace(known, id.ToString())) : known.Contains('{', StringComparison.Ordinal) ? [] : [known];
    }

    private async Task<IReadOnlyList<string>> FoundAsync(Viewer person, IReadOnlyList<string> addresses, IReadOnlyList<string> traces) =>
        await FoundAsync(_web.Client(person), addresses, traces);

    private async Task<IReadOnlyList<string>> FoundByKeyAsync(Petition petition, IReadOnlyList<string> traces)
    {
        var admin = _web.As(_web.Office.Administrator);
        await admin.OpenAsync("/staff/keys");
        await admin.PressAsync("签发密钥", ("Name", "housing-system"), ("Role", Roles.Handler), ("UnitId", _web.Office.Housing.Id.ToString()));
        var client = _web.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", admin.Text("#issued-key"));
        var (addresses, _) = await AddressesAsync(petition);
        return await FoundAsync(client, [.. addresses.Where(a => a.StartsWith("/api/", StringComparison.Ordinal))], traces);
    }

    /// <summary>An address that asks for the number may say it again; nothing else of the case is its echo.</summary>
    private static async Task<IReadOnlyList<string>> FoundAsync(HttpClient client, IReadOnlyList<string> addresses, IReadOnlyList<string> traces)
    {
        var found = new List<string>();
        foreach (var address in addresses)
        {
            using var answer = await client.GetAsync(address, Cancellation);
            var text = (await answer.Content.ReadAsStringAsync(Cancellation)) + Uri.UnescapeDataString(answer.Content.Headers.ContentDisposition?.ToString() ?? "");
            found.AddRange(traces.Where(trace => !address.Contains(trace, StringComparison.Ordinal) && text.Contains(trace, StringComparison.Ordinal)).Take(1).Select(trace => $"{address}:{trace}"));
        }

        return found;
    }

    private async Task CompleteAsync(Guid petitionId, string taskType, Viewer by, string outcome, params (string Field, string Value)[] data)
    {
        var task = await _web.Office.ReadAsync(db => db.Set<WorkTask>().SingleAsync(t => t.PetitionId == petitionId && t.TaskType == taskType && t.State == TaskState.Open));
        await DoAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(new CompleteTask(task.Id, outcome, data.ToDictionary(d => d.Field, d => d.Value), by), Cancellation));
    }

    private async Task DoAsync<THandler>(Func<THandler, Task<Result>> act) where THandler : notnull =>
        (await _web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync(act, Cancellation)).Require();

    private async Task<T> DoAsync<THandler, T>(Func<THandler, Task<Result<T>>> act) where THandler : notnull =>
        (await _web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync(act, Cancellation)).Require();

    /// <summary>Elsa's own API and the job dashboard are for administrators alone and know no person's unit; the rest has no answer to a plain GET.</summary>
    [GeneratedRegex("^/(elsa|jobs|sign-out|health)|\\{\\*|\\*\\*")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Place();
}
