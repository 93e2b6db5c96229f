using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

public sealed partial class NoticeKindsTests
{
    [Fact]
    public async Task EveryKind_HasItsWords_AndTheyAskForNothingThatItDoesNotBring()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var texts = service.Services.GetRequiredService<Texts>();

        foreach (var kind in NoticeKinds.All)
        {
            Assert.True(texts.Has($"Notice.{kind.Key}.Name"), kind.Key);
            foreach (var part in Texts.Languages.SelectMany(language => new[] { "Subject", "Text" }.Select(part => texts.In(language)[$"Notice.{kind.Key}.{part}"])))
            {
                Assert.DoesNotContain("⟦", part, StringComparison.Ordinal);
                Assert.All(Place().Matches(part), place => Assert.InRange(int.Parse(place.Groups[1].Value), 0, kind.Values.Count));
            }
        }
    }

    [Fact]
    public async Task EveryNoticeInTheTexts_IsAKind()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var written = service.Services.GetRequiredService<Texts>().Keys.Select(key => Subject().Match(key)).Where(match => match.Success).Select(match => match.Groups[1].Value);

        // The letter that tells a day's reminders at once is about many cases; what the daily rounds left undone and a report are about none.
        Assert.Equal(NoticeKinds.All.Select(kind => kind.Key).Concat(["digest", "no-batch", "not-looked", "report-due", "report-late"]).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^Notice\.([\w-]+)\.Subject$")]
    private static partial Regex Subject();
}
