using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

public sealed class RegisterPetitionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Channel.Letter)]
    [InlineData(Channel.Visit)]
    [InlineData(Channel.Call)]
    [InlineData(Channel.Online)]
    public async Task Register_FromEachChannel_KeepsTheRegisterOfThatChannel(Channel channel)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var entry = Entries.Of(channel);

        var registered = await service.RegisterAsync(entry);

        var petition = await CaseAsync(service, registered.Id);
        Assert.Equal("XF-2026-000001", petition.Number);
        Assert.Equal(channel, petition.Channel);
        Assert.Equal(entry.Register.ToJson(), ChannelRegister.Of(petition).ToJson());
        Assert.Equal(Entries.Now, petition.RegisteredAt);
        var happened = await service.QueryAsync(db => db.Set<CaseEvent>().Where(e => e.PetitionId == registered.Id).ToListAsync(Cancellation));
        Assert.Contains(happened, e => e.Kind == nameof(PetitionRegistered));
    }

    [Fact]
    public async Task Register_ManyAtOnceAndSomeRefused_NumbersWithoutGaps()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var bad = new RegisterPetition(Entries.Visit(subject: " "), Entries.Act);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 4 == 0
            ? service.TryRegisterAsync(bad)
            : service.TryRegisterAsync(new RegisterPetition(Entries.Visit(), Entries.Act))));

        var numbers = await service.QueryAsync(db => db.Set<Petition>().OrderBy(p => p.Number).Select(p => p.Number).ToListAsync(Cancellation));
        Assert.Equal(Enumerable.Range(1, 15).Select(i => $"XF-2026-{i:D6}"), numbers);
    }

    [Fact]
    public async Task Register_OnNewYearsEveInChina_TakesTheNumberOfTheLegalDay()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        service.Time.SetUtcNow(new DateTimeOffset(2026, 12, 31, 16, 30, 0, TimeSpan.Zero));

        var registered = await service.RegisterAsync(Entries.Visit());

        Assert.Equal("XF-2027-000001", registered.Number);
    }

    [Fact]
    public async Task Register_WithReceipt_TellsTheQueryCodeAndStoresOnlyItsHash()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var registered = await service.RegisterAsync(Entries.Call());

        var petition = await CaseAsync(service, registered.Id);
        Assert.Matches("^[3-9A-Y]{4}-[3-9A-Y]{4}-[3-9A-Y]{4}$", registered.QueryCode);
        Assert.Equal(QueryCode.Hash(" " + registered.QueryCode!.ToLowerInvariant().Replace('-', ' ')), petition.QueryCodeHash);
        var stored = await service.QueryAsync(db => db.Set<CaseEvent>().Select(e => e.Data).ToListAsync(Cancellation));
        Assert.DoesNotContain(stored, data => data.Contains(registered.QueryCode, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Register_Urgent_FlagsTheCaseInTheSameTransaction()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var registered = await service.RegisterAsync(new RegisterPetition(Entries.Call(), Entries.Act) { UrgentCriterion = UrgentCriteria.ExtremeAct });

        var petition = await CaseAsync(service, registered.Id);
        Assert.True(petition.IsUrgent);
        Assert.Equal(Entries.Now, petition.UrgentSince);
        Assert.True(await service.QueryAsync(db => db.Set<CaseEvent>().AnyAsync(e => e.PetitionId == registered.Id && e.Kind == nameof(FlaggedUrgent), Cancellation)));
    }

    [Fact]
    public async Task Register_AVisitAnsweredOnTheSpot_CarriesAnswerAndBasis()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var answer = new OnTheSpotAnswer("可持身份证到社区窗口办理。", "《居住证暂行条例》第九条", "接待员", Understood: true);

        var registered = await service.RegisterAsync(Entries.Visit() with { Register = new VisitRegister { OnTheSpot = answer } });

        Assert.Equal(answer, Assert.IsType<VisitRegister>(ChannelRegister.Of(await CaseAsync(service, registered.Id))).OnTheSpot);
    }

    [Fact]
    public async Task Register_Anonymous_NeedsNoPersonalField()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var registered = await service.RegisterAsync(Entries.Letter() with { Petitioner = new Petitioner { IsAnonymous = true } });

        Assert.True((await CaseAsync(service, registered.Id)).Petitioner.IsAnonymous);
    }

    [Fact]
    public async Task Register_TheSamePlatformMessageTwice_IsRefusedWithTheFirstNumber()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var first = await service.RegisterAsync(Entries.Online("m-7"));

        var refusal = await service.TryRegisterAsync(new RegisterPetition(Entries.Online(" m-7 "), Entries.Act));

        Assert.Equal("message-already-registered", refusal?.Code);
        Assert.Equal(first.Number, Assert.Single(refusal!.Args));
    }

    [Fact]
    public async Task Register_WithMarkupInEveryField_StoresItAsTyped()
    {
        const string markup = "<script>alert('x')</script>{{ 7*7 }}'; DROP TABLE Petitions; --";
        await using var service = await ServiceUnderTest.StartAsync();
        var entry = Entries.Visit(markup, markup) with
        {
            Place = markup,
            Petitioner = new Petitioner { Name = markup, Gender = Gender.Male, Phone = "010-5550 0001", Address = markup },
            Register = new VisitRegister { Counter = markup, Representatives = [markup], OnTheSpot = new OnTheSpotAnswer(markup, markup, markup, true) },
        };

        var registered = await service.RegisterAsync(entry);

        var petition = await CaseAsync(service, registered.Id);
        Assert.Equal([markup, markup, markup, markup], [petition.Subject, petition.Text, petition.Petitioner.Name, petition.Place]);
        Assert.Equal(markup, Assert.IsType<VisitRegister>(ChannelRegister.Of(petition)).OnTheSpot!.Answer);
    }

    [Fact]
    public async Task Register_WithFiles_AddsThemToTheCase()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var file = new StoredFile("照片.png", "image/png", 12, new string('a', 64));

        var registered = await service.RegisterAsync(new RegisterPetition(Entries.Visit(), Entries.Act) { Files = [file] });

        var attachment = await service.QueryAsync(db => db.Set<Attachment>().SingleAsync(Cancellation));
        Assert.Equal((registered.Id, "照片.png"), (attachment.PetitionId, attachment.FileName));
    }

    private static Task<Petition> CaseAsync(ServiceUnderTest service, Guid id) =>
        service.QueryAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == id, Cancellation));
}
