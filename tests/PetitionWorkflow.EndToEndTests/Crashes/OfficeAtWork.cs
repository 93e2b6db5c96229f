using System.Collections.Concurrent;
using System.Net;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary>
/// People at their browsers: clerks complete tasks, one registers petitions, an administrator lets days pass. What the service has
/// acknowledged is written down; an answer that never came may have been done or not.
/// </summary>
internal sealed class OfficeAtWork(ProgramFolder folder, Chance chance) : IDisposable
{
    private const string SomeTask = """
        SELECT hex(Id), TaskType FROM Tasks
        WHERE State = 1 AND TaskType IN ('preliminary-review', 'classify', 'assign') ORDER BY random() LIMIT 1
        """;

    /// <summary>Hours that pass at once.</summary>
    private const int Step = 12;

    private readonly List<WebSession> _clerks = [];
    private readonly ConcurrentQueue<Guid> _unanswered = [];
    private WebSession? _registrar;
    private WebSession? _administrator;
    private string _unit = "";

    /// <summary>Task and outcome, as answered.</summary>
    public ConcurrentBag<(Guid TaskId, string Outcome)> Completed { get; } = [];

    /// <summary>Petition and where its receipt is.</summary>
    public ConcurrentBag<(Guid PetitionId, string Receipt)> Registered { get; } = [];

    public int HoursPassed { get; private set; }

    public int Acknowledged => Completed.Count + Registered.Count + (HoursPassed / Step);

    public async Task SignInAsync(RunningProgram program, CancellationToken cancellation)
    {
        foreach (var name in new[] { "clerk", "clerk2", "clerk" })
        {
            _clerks.Add(await WebSession.SignInAsync(program.Address, name, DemoOffice.Password, cancellation));
        }

        _registrar = await WebSession.SignInAsync(program.Address, "clerk2", DemoOffice.Password, cancellation);
        _administrator = await WebSession.SignInAsync(program.Address, "admin", DemoOffice.Password, cancellation);
        _unit = ToGuid((string)folder.Query("SELECT hex(Id) FROM Units WHERE Code = 'housing'")![0][0]).ToString();
    }

    /// <summary>Works until the service is gone. Everybody stays signed in over a restart.</summary>
    public async Task WorkAsync(RunningProgram program, CancellationToken cancellation)
    {
        foreach (var session in _clerks.Append(_registrar!).Append(_administrator!))
        {
            session.At = program.Address;
        }

        await Task.WhenAll(
        [
            .. _clerks.Select(clerk => RepeatAsync(() => CompleteOneAsync(clerk, cancellation))),
            RepeatAsync(() => RegisterOneAsync(cancellation)),
            RepeatAsync(() => PassTimeAsync(Step, cancellation)),
        ]);
    }

    /// <summary>Uploads a file, waits for its dry run and lets it in.</summary>
    public async Task ImportAsync(RunningProgram program, string name, string content, CancellationToken cancellation)
    {
        _registrar!.At = program.Address;
        using var uploaded = await _registrar!.UploadAsync("/intake/import", "Upload", name, content, cancellation);
        var page = uploaded.Headers.Location!.OriginalString;
        var since = TimeProvider.System.GetTimestamp();
        while (folder.Number($"SELECT State FROM ImportRuns WHERE FileName = '{name}'") is var state && state != 2)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(300), $"The dry run of {name} is in state {state}.\n{program.Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
        }

        using var confirmed = await _registrar!.PostAsync($"{page}?handler=Confirm", [], cancellation);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
    }

    public async Task PassTimeAsync(int hours, CancellationToken cancellation)
    {
        using var answer = await _administrator!.PostAsync("/deadlines/clock", [new("Hours", $"{hours}")], cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        HoursPassed += hours;
        await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
    }

    public void Follow(RunningProgram program) => _administrator!.At = program.Address;

    public void Dispose()
    {
        _clerks.ForEach(c => c.Dispose());
        _registrar?.Dispose();
        _administrator?.Dispose();
    }

    private static async Task RepeatAsync(Func<Task> act)
    {
        try
        {
            while (true)
            {
                await act();
            }
        }
        catch (HttpRequestException)
        {
            // The service was killed: what is being waited for.
        }
    }

    private async Task CompleteOneAsync(WebSession clerk, CancellationToken cancellation)
    {
        if (folder.Query(SomeTask) is not [[string id, string type]])
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
            return;
        }

        var (outcome, fields) = Answer(type);
        using var answer = await clerk.PostAsync(
            $"/tasks/{ToGuid(id)}", [new("outcome", outcome), .. fields.Select(f => KeyValuePair.Create("f-" + f.Name, f.Value))], cancellation);

        // 200 is the form again: a colleague was faster.
        if (answer.StatusCode == HttpStatusCode.Redirect)
        {
            Completed.Add((ToGuid(id), outcome));
        }
        else
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private (string Outcome, (string Name, string Value)[] Fields) Answer(string taskType) => taskType switch
    {
        "preliminary-review" => ("Accept", []),
        "classify" => ("Classified", [("matterClass", "Claim"), ("category", "城乡建设/住房保障与房地产/物业服务"), ("importance", "Ordinary")]),
        _ => ("Assign", [("leadUnit", _unit), ("content", "请核实并办理"), ("requirements", "按时书面反馈"), ("dueDays", "30"), ("overrideReason", "事项属该单位职责")]),
    };

    /// <summary>A form whose answer got lost is sent again, as a person would.</summary>
    private async Task RegisterOneAsync(CancellationToken cancellation)
    {
        var id = _unanswered.TryDequeue(out var again) ? again : Guid.CreateVersion7();
        _unanswered.Enqueue(id);
        using var answer = await _registrar!.PostAsync(
            "/intake/online",
            [
                new("Input.Id", id.ToString()), new("Input.ReceivedAt", $"{Chance.Noon:yyyy-MM-ddTHH:mm}"), new("Input.Subject", $"窗口登记 {id}"), new("Input.Text", "请予处理。"),
                new("Input.Petitioner.PeopleCount", "1"), new("Input.Register.Platform", "官网"), new("Input.DuplicatesChecked", "true"),
            ],
            cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(cancellation));
        Registered.Add((id, answer.Headers.Location!.OriginalString));
        _unanswered.TryDequeue(out _);
        await Task.Delay(TimeSpan.FromMilliseconds(200) + chance.UpTo(300), cancellation);
    }

    private static Guid ToGuid(string hex) => new(Convert.FromHexString(hex), bigEndian: true);
}
