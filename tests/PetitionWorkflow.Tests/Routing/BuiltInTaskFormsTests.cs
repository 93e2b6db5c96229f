using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

public sealed class BuiltInTaskFormsTests
{
    private static readonly Texts Texts = Texts.Load(typeof(Texts).Assembly);
    private static readonly BuiltInTaskForms Forms = new();

    [Fact]
    public void EveryForm_HasATitleAndALabelForEverything()
    {
        var keys = Forms.TaskTypes.SelectMany(type => Forms.Find(type)!.Fields
            .SelectMany(f => f.Options.Select(o => o.LabelKey).Append(f.LabelKey))
            .Concat(Forms.Find(type)!.Outcomes.Select(o => o.LabelKey))
            .Append("Task." + type));

        Assert.DoesNotContain(keys, key => key is null || !Texts.Has(key));
    }

    [Fact]
    public void EveryForm_HasAnOutcome_AndItsFieldsNameOnlyItsOwnOutcomes()
    {
        Assert.All(Forms.TaskTypes, type =>
        {
            var form = Forms.Find(type)!;
            var outcomes = form.Outcomes.Select(o => o.Name).ToHashSet();
            Assert.NotEmpty(outcomes);
            Assert.All(form.Fields.SelectMany(f => f.OnlyFor), only => Assert.Contains(only, outcomes));
        });
    }

    [Theory]
    [InlineData("verify", "Rework")]
    [InlineData("preliminary-review", "OutOfScope")]
    [InlineData("approve-result", "Return")]
    [InlineData("sign-for", "Object")]
    public void HandingBack_DemandsAReason(string taskType, string outcome) =>
        Assert.True(Forms.Find(taskType)!.Outcome(outcome)!.RequiresReason);

    [Fact]
    public void NoLabel_IsWithoutAForm()
    {
        var used = Forms.TaskTypes.SelectMany(type => Forms.Find(type)!.Fields
            .SelectMany(f => f.Options.Select(o => o.LabelKey).Append(f.LabelKey).Append(f.HintKey))
            .Concat(Forms.Find(type)!.Outcomes.Select(o => o.LabelKey))).ToHashSet();

        Assert.DoesNotContain(Texts.Keys, key => key.StartsWith("TaskForms.", StringComparison.Ordinal) && !used.Contains(key));
    }
}
