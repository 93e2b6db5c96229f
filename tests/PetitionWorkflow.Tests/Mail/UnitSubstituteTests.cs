using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

/// <summary>A unit's second address: for days that are known, and while a real server refuses the first.</summary>
public sealed class UnitSubstituteTests
{
    private const string Own = "housing@city.test", Second = "duty@city.test";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notice_ToAnAddressThatTheServerRefuses_GoesToTheSecondOneFromThenOn_UntilSomebodySawToIt()
    {
        Assert.SkipUnless(SmtpServerProcess.WhyUnavailable is null, SmtpServerProcess.WhyUnavailable ?? "");
        await using var smtp = await SmtpServerProcess.StartAsync(Cancellation, "--refuse", Own);
        await using var service = await ServiceUnderTest.StartAsync(settings: [("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{smtp.Port}"), ("Mail:Security", "None")]);
        var office = await TestOffice.OpenAsync(service.Services);
        var petition = await office.AddCaseAsync(assignedTo: [office.Housing.Id]);
        Assert.Null(await ChangeAsync(service, office, Second));
        Assert.Equal(1, await TellAsync("one"));

        await SendAsync(service);
        Assert.NotNull((await UnitAsync()).EmailFailedAt);
        Assert.Equal(2, await TellAsync("two"));
        await SendAsync(service);
        var message = await smtp.NextMessageAsync(Cancellation);
        Assert.Equal(Second, message.To.Mailboxes.Single().Address);
        Assert.Contains(Own, message.TextBody, StringComparison.Ordinal);

        Assert.Null(await ChangeAsync(service, office, Second));
        Assert.Equal(1, await TellAsync("three"));

        Task<int> TellAsync(string occasion) => service.DoAsync<CaseNotices, int>(async notices => await notices.QueueAsync(
            new CaseNotice("material", petition.Id, petition.Number, occasion), new Recipient(Own, Texts.Languages[0], office.Housing.Id), Cancellation));

        Task<Unit> UnitAsync() => service.QueryAsync(db => db.Set<Unit>().SingleAsync(u => u.Id == office.Housing.Id, Cancellation));
    }

    [Fact]
    public async Task SecondAddress_OnTheDaysGiven_IsWrittenToToo_AndBadOnesAreRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var office = await TestOffice.OpenAsync(service.Services);
        var today = service.Time.Today();
        Assert.NotNull(await ChangeAsync(service, office, "no address"));
        Assert.Equal("unit-substitute-days", await ChangeAsync(service, office, Second, today, null));
        Assert.Equal("unit-substitute-days", await ChangeAsync(service, office, Second, today.AddDays(1), today));
        Assert.Equal("unit-substitute-days", await ChangeAsync(service, office, null, today, today));
        Assert.Null(await ChangeAsync(service, office, Second, today.AddDays(1), today.AddDays(2)));

        var seen = new List<string?>();
        for (var day = 0; day < 4; day++)
        {
            seen.Add(await service.QueryAsync(db => new Substitutes(db, service.Time).OfUnitAsync(office.Housing.Id, Own, Cancellation)));
            service.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal([null, Second, Second, null], seen);
        Assert.Null(await service.QueryAsync(db => new Substitutes(db, service.Time).OfUnitAsync(office.Transport.Id, Own, Cancellation)));
    }

    private static async Task<string?> ChangeAsync(ServiceUnderTest service, TestOffice office, string? second, DateOnly? from = null, DateOnly? until = null) =>
        (await service.Runner.RunAsync<ChangeUnitHandler>(
            h => h.HandleAsync(
                new ChangeUnit(office.Housing.Id, office.Housing.Name, Own, true, ActContext.System("test")) { SubstituteEmail = second, SubstituteFrom = from, SubstituteUntil = until }, Cancellation),
            Cancellation)).Refusal?.Code;

    private static async Task SendAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(Cancellation);
    }
}
