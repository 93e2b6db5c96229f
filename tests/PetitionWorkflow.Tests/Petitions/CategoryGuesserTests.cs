using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Petitions;

public sealed class CategoryGuesserTests
{
    [Fact]
    public void Guess_BeforeAnythingWasLearned_GoesByTheNamesAndSaysWhichTermsSpoke()
    {
        var guesser = new CategoryGuesser(ShippedCategories.All().Select(c => c.Path));

        var best = guesser.Guess("工厂排放造成大气污染")[0];

        Assert.Equal("环境保护", best.Category);
        Assert.Contains("大气", best.Terms);
        Assert.Empty(guesser.Guess("abc 123"));
    }

    [Fact]
    public void Guess_LearnsFromWhatPeopleChose()
    {
        var guesser = new CategoryGuesser(["民政/社会救助", "科技与信息产业/电信"]);
        const string text = "光猫指示灯一直闪烁";
        Assert.Empty(guesser.Guess(text));

        guesser.Learn("科技与信息产业/电信", "家中光猫闪烁，无法上网");
        guesser.Learn("没有的分类", text);

        Assert.Equal(("科技与信息产业", 1), (guesser.Guess(text)[0].Category, guesser.Learned));
    }

    [Fact]
    public void Guess_ACategoryWithManyCases_DoesNotDrownOneWithFew()
    {
        var guesser = new CategoryGuesser(["民政", "教育文体"]);
        for (var i = 0; i < 50; i++)
        {
            guesser.Learn("教育文体", "孩子上小学，希望尽快答复，谢谢领导");
        }

        guesser.Learn("民政", "骨灰堂收费，希望尽快答复，谢谢领导");

        Assert.Equal("民政", guesser.Guess("骨灰堂何时开放？希望尽快答复，谢谢领导")[0].Category);
    }

    [Fact]
    public async Task Classify_OffersThreeCategories_AndTheNextDayKnowsWhatTheOfficeChose()
    {
        const string subject = "骨灰寄存格位紧张";
        await using var office = await Office.OpenAsync();
        var first = await office.RegisterAsync(subject: subject);
        await office.AcceptAsync(first);
        var untaught = await ChoicesAsync(office, first);
        Assert.Equal(3, untaught.Count);
        Assert.DoesNotContain(untaught, c => c.Value == "民政" && c.Reason.Contains("寄存", StringComparison.Ordinal));

        await office.CompleteAsync(first, "classify", "Classified", ("matterClass", "Claim"), ("category", "民政"), ("importance", "Ordinary"));
        office.Service.Time.Advance(TimeSpan.FromDays(1));
        var second = await office.RegisterAsync(subject: subject);
        await office.AcceptAsync(second);

        var likeliest = (await ChoicesAsync(office, second))[0];
        Assert.Equal("民政", likeliest.Value);
        Assert.Contains("寄存", likeliest.Reason);
    }

    /// <summary>None of them is filled in: a person chooses.</summary>
    private static async Task<IReadOnlyList<TaskSuggestion>> ChoicesAsync(Office office, Guid id)
    {
        WorkTask task = Assert.Single(await office.OpenTasksAsync(id), t => t.TaskType == "classify");
        var suggestion = TaskForms.SuggestionsOf(task)["category"];
        Assert.Equal("", suggestion.Value);
        return suggestion.Choices!;
    }
}
