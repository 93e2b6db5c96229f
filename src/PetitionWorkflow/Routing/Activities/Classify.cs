using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Routing.Rules;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>分類 (C19, C26): writes what the clerk decided onto the case.</summary>
[Activity("Petition", "Classify", DisplayName = "Record classification", Description = "Writes class, subject area and importance onto the case.")]
public sealed class Classify : CaseActivity
{
    [Input(DisplayName = "Data", Description = "The filled-in classification form.")]
    public Input<object> Data { get; set; } = new();

    [Output(DisplayName = "Facts")]
    public Output<object> Facts { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var data = step.Data(Data);
        var petition = step.Petition;
        petition.MatterClass = data.Choice<MatterClass>("matterClass") ?? petition.MatterClass;
        petition.Importance = data.Choice<Importance>("importance") ?? petition.Importance;
        petition.Category = data.Text("category") ?? petition.Category;
        await WriteCategoriesAsync(step, data);
        petition.Place = data.Text("place") ?? petition.Place;
        petition.Way = petition.MatterClass == MatterClass.Claim ? data.Choice<HandlingWay>("way") ?? HandlingWay.PetitionOpinion : null;
        petition.AccusedUnitId = petition.MatterClass == MatterClass.Accusation ? data.Id("accusedUnit") ?? petition.AccusedUnitId : null;
        await BarAccusedAsync(step, data);
        step.Raise(new PetitionClassified(petition.MatterClass, petition.Category, petition.Importance));
        if (petition.Way is { } way)
        {
            step.Raise(new HandlingWayChosen(way, await WayReasonAsync(step, data)));
        }

        await step.Service<SimplifiedProcedure>().ChooseAsync(petition, data, step.Act, step.Cancellation);
        step.Context.Set(Facts, Activities.Facts.Of(petition));
    }

    /// <summary>Art. 30 ¶3: from this moment on the accused person finds no trace of the case.</summary>
    private static async ValueTask BarAccusedAsync(CaseStep step, CaseData data)
    {
        var bars = step.Service<Bars>();
        if (step.Petition.MatterClass != MatterClass.Accusation)
        {
            await bars.EndAccusationAsync(step.Petition.Id, step.Act, step.Cancellation);
        }
        else if (data.Id("accusedPerson") is { } person)
        {
            await bars.AddAsync(step.Petition.Id, person, await step.Work.Db.NameOfAsync(person, step.Cancellation), BarGround.Accused, step.Act, step.Cancellation);
        }
    }

    /// <summary>The clerk's own words, or the rules that suggested the way that was taken.</summary>
    private static async ValueTask<string?> WayReasonAsync(CaseStep step, CaseData data)
    {
        if (data.Text("wayReason") is { } own)
        {
            return own;
        }

        var suggested = await step.Service<WaySuggestions>().OfAsync(step.Petition.Id, step.Cancellation);
        return suggested.Way == step.Petition.Way ? suggested.Reason : null;
    }

    /// <summary>The main category and those beside it, in place of what an earlier classification wrote.</summary>
    private static async ValueTask WriteCategoriesAsync(CaseStep step, CaseData data)
    {
        var id = step.Petition.Id;
        List<string> paths = [.. new[] { data.Text("category"), data.Text("category2"), data.Text("category3") }.OfType<string>().Distinct()];
        if (paths.Count == 0)
        {
            return;
        }

        var rows = step.Work.Db.Set<CaseCategory>();
        var known = await step.Work.Db.Set<Category>().AsNoTracking().Where(c => paths.Contains(c.Path)).ToDictionaryAsync(c => c.Id, c => c.Path, step.Cancellation);
        var before = await rows.Where(c => c.PetitionId == id).ToDictionaryAsync(c => c.CategoryId, step.Cancellation);
        rows.RemoveRange(before.Values.Where(row => !known.ContainsKey(row.CategoryId)));
        foreach (var (category, path) in known)
        {
            if (before.TryGetValue(category, out var row))
            {
                (row.Path, row.IsMain) = (path, path == paths[0]);
            }
            else
            {
                rows.Add(new CaseCategory { PetitionId = id, CategoryId = category, Path = path, IsMain = path == paths[0] });
            }
        }
    }
}
