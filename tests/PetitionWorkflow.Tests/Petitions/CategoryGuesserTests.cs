using PetitionWorkflow.Petitions.Categories;

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
}
