using System.Text.Json;
using System.Text.RegularExpressions;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Petitions;

namespace PetitionWorkflow.Web.Tests.Petitions;

public sealed partial class HistoryWordsTests
{
    private static readonly Texts Texts = Texts.Load(typeof(Texts).Assembly, typeof(Program).Assembly);

    [Fact]
    public void EveryKindOfEvent_HasASentenceWhosePlacesItFills()
    {
        Assert.True(HistoryWords.Kinds.Count > 10);
        Assert.DoesNotContain(HistoryWords.Kinds.Keys, kind => !Texts.Has("Event." + kind));
        foreach (var (kind, type) in HistoryWords.Kinds)
        {
            var properties = type.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToHashSet();
            foreach (var language in Texts.Languages)
            {
                Assert.All(Place().Matches(Texts.In(language)["Event." + kind]).Select(m => m.Groups[1].Value), place => Assert.Contains(place, properties));
            }
        }
    }

    [Fact]
    public void NoSentence_IsWithoutItsEvent() =>
        Assert.All(Texts.Keys.Where(k => k.StartsWith("Event.", StringComparison.Ordinal)), key => Assert.Contains(key["Event.".Length..], HistoryWords.Kinds.Keys));

    [Fact]
    public void ADelivery_IsToldWithTheWayOfDelivery() => Assert.EndsWith(
        "送达（邮寄送达）", Say("zh-Hans", new DocumentDelivered(Guid.NewGuid(), "disposition-opinion", "YJS-1", "mail", new DateOnly(2026, 3, 2))).Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("zh-Hans", "办结任务“初步审查”：受理")]
    [InlineData("zh-Hant", "辦結任務「初步審查」：受理")]
    [InlineData("en", "Completed the task “Preliminary review”: Accept")]
    public void ACompletedTask_IsToldWithItsNameAndOutcome(string language, string sentence) =>
        Assert.Equal(sentence, Say(language, new TaskCompleted(Guid.NewGuid(), "preliminary-review", "Accept")).Sentence);

    [Fact]
    public void EnumsAreToldInTheReadersLanguage() =>
        Assert.Equal("由“已登记”进入“初审”", Say("zh-Hans", new StageChanged(CaseStage.Registered, CaseStage.PreliminaryReview)).Sentence);

    [Fact]
    public void AnAnswerByMail_IsToldWithItsDate_AndLeadsToTheKeptMessage()
    {
        var mail = Guid.NewGuid();

        var line = Say("en", new MailAnswered(mail, new DateTime(2026, 3, 1, 0, 30, 0, DateTimeKind.Utc)));

        Assert.Equal(("A recipient answered by mail (2026-03-01 08:30)", mail), (line.Sentence, line.IncomingMail));
    }

    [Fact]
    public void AMissingValue_IsADash() =>
        Assert.EndsWith("答复：—", Say("zh-Hans", new UrgeRecorded(2, Guid.NewGuid(), "Unit", UrgeMethod.Phone, "Somebody", null)).Sentence);

    [Fact]
    public void AnUnknownKind_IsStillReadable()
    {
        var stored = new CaseEvent
        {
            PetitionId = Guid.NewGuid(), At = new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc), ActorName = "system:clock", Kind = "MoonRisen",
            Data = """{"moonId":"0190aaaa-0000-7000-8000-000000000000","brightnessLevel":3,"list":[1]}""",
        };

        var line = new HistoryWords(Texts.In("en"), []).Of(stored);

        Assert.Equal("Moon risen (brightness level: 3)", line.Sentence);
        Assert.True(line.BySystem);
        Assert.Equal(new DateTime(2026, 3, 2, 9, 0, 0), line.Local);
    }

    private static HistoryLine Say(string language, ICaseEvent happened) =>
        new HistoryWords(Texts.In(language), [new BuiltInTaskForms()])
            .Of(CaseEvent.From(Guid.NewGuid(), happened, new ActContext(null, "Somebody"), new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc)));

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
