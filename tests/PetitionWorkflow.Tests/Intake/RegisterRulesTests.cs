using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

public sealed class RegisterRulesTests
{
    private static readonly RegisterRules Rules = new(Options.Create(new IntakeOptions()), new FakeTimeProvider(ServiceUnderTest.Start));

    [Theory]
    [InlineData(Channel.Letter)]
    [InlineData(Channel.Visit)]
    [InlineData(Channel.Call)]
    [InlineData(Channel.Online)]
    public void Check_OfAFilledForm_FindsNothing(Channel channel) => Assert.Null(Rules.Check(Entries.Of(channel)));

    [Fact]
    public void Check_OfAnEmptyVisit_SaysEverythingAtOnce()
    {
        var entry = Entries.Visit("", "") with { Petitioner = new Petitioner() };

        Assert.Equal(
            ["Subject: entry-required", "Text: entry-required", "Petitioner.Name: entry-required", "Petitioner.Gender: entry-required", "Petitioner.Phone: entry-required", "Petitioner.Address: entry-required"],
            Rules.Check(entry).Lines());
    }

    [Fact]
    public void Check_OfImpossibleDates_RefusesTheFutureAndThePaperYears()
    {
        Assert.Equal(["ReceivedAt: received-in-future"], Rules.Check(Entries.Call() with { ReceivedAt = Entries.Now.AddMinutes(6) }).Lines());
        Assert.Null(Rules.Check(Entries.Call() with { ReceivedAt = Entries.Now.AddMinutes(4) }));
        Assert.Equal(["ReceivedAt: received-too-early"], Rules.Check(Entries.Call() with { ReceivedAt = ChinaTime.ToUtc(new DateOnly(1999, 12, 31), new TimeOnly(23, 59)) }).Lines());
        Assert.Null(Rules.Check(Entries.Call() with { ReceivedAt = ChinaTime.ToUtc(new DateOnly(2000, 1, 1), TimeOnly.MinValue) }));
    }

    [Fact]
    public void Check_OfRepresentatives_AllowsFiveOfManyAndNotSix()
    {
        Assert.Null(Rules.Check(Collective(people: 30, named: 5)));
        Assert.Equal(["Register.Representatives: too-many-representatives"], Rules.Check(Collective(people: 30, named: 6)).Lines());
        Assert.Equal(["Register.Representatives: representatives-missing"], Rules.Check(Collective(people: 6, named: 0)).Lines());
        Assert.Equal(["Register.Representatives: more-representatives-than-people"], Rules.Check(Collective(people: 2, named: 3)).Lines());
        Assert.Null(Rules.Check(Collective(people: 5, named: 0)));
    }

    [Fact]
    public void Check_OfAnAnswerOnTheSpot_NeedsAnswerAndBasis()
    {
        var entry = Entries.Visit() with { Register = new VisitRegister { OnTheSpot = new OnTheSpotAnswer("", " ", null, false) } };

        Assert.Equal(["Register.OnTheSpot.Answer: entry-required", "Register.OnTheSpot.Basis: entry-required"], Rules.Check(entry).Lines());
    }

    [Fact]
    public void Check_OfALetterDatedAfterItsReceipt_RefusesIt()
    {
        var today = ChinaTime.DayOf(Entries.Now);

        Assert.Null(Rules.Check(Entries.Letter() with { Register = new LetterRegister { WrittenOn = today } }));
        Assert.Equal(
            ["Register.WrittenOn: letter-written-after-receipt"],
            Rules.Check(Entries.Letter() with { Register = new LetterRegister { WrittenOn = today.AddDays(1) } }).Lines());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//example.org")]
    public void Check_OfALinkThatIsNoWebAddress_RefusesIt(string link) =>
        Assert.Equal(["Register.Link: link-invalid"], Rules.Check(Entries.Online() with { Register = new OnlineRegister { Platform = "官网", Link = link } }).Lines());

    [Fact]
    public void Check_WhenAnOfficeRequiresMore_AsksForIt()
    {
        var strict = new RegisterRules(Options.Create(new IntakeOptions { RequiredForCall = "Register.RecordingNumber" }), new FakeTimeProvider(ServiceUnderTest.Start));

        Assert.Equal(["Register.RecordingNumber: entry-required"], strict.Check(Entries.Call()).Lines());
    }

    [Fact]
    public async Task Start_WhenARequiredFieldDoesNotExist_FailsBeforeServing()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Intake:RequiredForCall", "Petitioner.ShoeSize"));

        Assert.Throws<OptionsValidationException>(() => service.Services.GetRequiredService<IOptions<IntakeOptions>>().Value);
    }

    [Theory]
    [InlineData("110101199001011234", "1101**********1234")]
    [InlineData("E12345678", "E123*5678")]
    [InlineData("123", "***")]
    [InlineData("12345", "1*2345")]
    [InlineData(" ", null)]
    public void Mask_OfAnIdNumber_HidesItsMiddle(string number, string? masked) => Assert.Equal(masked, VisitRegister.Mask(number));

    private static RegisterEntry Collective(int people, int named)
    {
        var entry = Entries.Visit();
        entry.Petitioner.PeopleCount = people;
        return entry with { Register = new VisitRegister { Representatives = [.. Enumerable.Range(1, named).Select(i => "代表" + i)] } };
    }
}
