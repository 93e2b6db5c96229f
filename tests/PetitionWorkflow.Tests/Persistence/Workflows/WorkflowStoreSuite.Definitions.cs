using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Persistence.Workflows;

public abstract partial class WorkflowStoreSuite
{
    /// <summary>Three versions: an old one, the published one, and a newer draft; and a definition that is published and latest at once.</summary>
    private static readonly WorkflowDefinitionRow[] Versions =
    [
        Definition("d1", "flow", 1, latest: false, published: false),
        Definition("d2", "flow", 2, latest: false, published: true),
        Definition("d3", "flow", 3, latest: true, published: false),
        Definition("o1", "other", 1, latest: true, published: true),
    ];

    [Fact]
    public async Task FindVersion_FollowsTheRuleOfVersionOptions()
    {
        await WriteAsync(store => Array.ForEach(Versions.Select(Copy).ToArray(), store.AddDefinition));
        VersionOptions[] options =
        [
            VersionOptions.Published, VersionOptions.Latest, VersionOptions.LatestOrPublished, VersionOptions.LatestAndPublished, VersionOptions.Draft,
            VersionOptions.All, VersionOptions.Specific(1), VersionOptions.Specific(9),
        ];

        foreach (var wanted in options)
        {
            foreach (var definition in new[] { "flow", "other", "none" })
            {
                var expected = Versions.Where(v => v.DefinitionId == definition && wanted.Matches(v.Version, v.IsLatest, v.IsPublished)).MaxBy(v => v.Version)?.Id;
                Assert.Equal(expected, (await ReadAsync(store => store.FindVersionAsync(definition, wanted, Stop)))?.Id);
            }
        }
    }

    [Fact]
    public async Task ListVersions_GivesTheNewestFirstAndWhatItsUnitChanged()
    {
        await WriteAsync(store => Array.ForEach(Versions.Select(Copy).ToArray(), store.AddDefinition));

        var seen = await TryOutAsync(async store =>
        {
            var draft = (await store.FindDefinitionAsync("d3", Stop))!;
            (draft.IsPublished, draft.Revision) = (true, "r2");
            store.UpdateDefinition(draft);
            store.RemoveDefinition("d1");
            return (await store.ListVersionsAsync("flow", Stop), await store.FindVersionAsync("flow", VersionOptions.Published, Stop), await store.FindDefinitionAsync("d1", Stop));
        });

        Assert.Equal(["d3", "d2"], seen.Item1.Select(v => v.Id));
        Assert.Equal("d3", seen.Item2?.Id);
        Assert.Null(seen.Item3);
        Assert.Equal(4, (await ReadAsync(store => store.ListVersionsAsync(null, Stop))).Count);
        Assert.Equal(DefinitionVersion.Of(Versions[0]), (await ReadAsync(store => store.ListVersionsAsync("flow", Stop)))[2]);
    }

    [Fact]
    public async Task ADefinition_ComesBackAsItWas()
    {
        var row = Definition("d", "flow", 1, latest: true, published: true);
        row.Json = """{"name":"流程","x":[1,2.50,"é"]}""" + new string('x', 200_000);
        await WriteAsync(store => store.AddDefinition(row));

        Assert.Equivalent(row, await ReadAsync(store => store.FindDefinitionAsync("d", Stop)), strict: true);
    }

    [Fact]
    public async Task Triggers_AreFoundByHashAndDefinition()
    {
        await WriteAsync(store =>
        {
            store.AddTrigger(Trigger("t1", "flow", "h"));
            store.AddTrigger(Trigger("t2", "other", "h"));
            store.AddTrigger(Trigger("t3", "flow", "k"));
        });

        var seen = await TryOutAsync(async store =>
        {
            store.RemoveTrigger("t2");
            store.AddTrigger(Trigger("t4", "flow", "h"));
            return (await store.FindTriggersByHashAsync("h", Stop), await store.ListTriggersAsync("flow", Stop), await store.FindTriggerAsync("t2", Stop));
        });

        Assert.Equal(["t1", "t4"], seen.Item1.Select(t => t.Id).Order());
        Assert.Equal(["t1", "t3", "t4"], seen.Item2.Select(t => t.Id).Order());
        Assert.Null(seen.Item3);
        Assert.Equal(["t1", "t2"], (await ReadAsync(store => store.FindTriggersByHashAsync("h", Stop))).Select(t => t.Id).Order());
    }

    private static TriggerRow Trigger(string id, string definition, string hash) => new()
    {
        Id = id, DefinitionId = definition, DefinitionVersionId = definition + "-1", Name = "Elsa.Event", ActivityId = "start", Hash = hash,
    };

    private static WorkflowDefinitionRow Definition(string id, string definition, int version, bool latest, bool published) => new()
    {
        Id = id, DefinitionId = definition, Name = "A flow", Version = version, IsLatest = latest, IsPublished = published,
        CreatedAt = Now, Revision = "r1", Json = "{}",
    };

    private static WorkflowDefinitionRow Copy(WorkflowDefinitionRow row) => Definition(row.Id, row.DefinitionId, row.Version, row.IsLatest, row.IsPublished);
}
