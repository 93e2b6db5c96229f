using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>Reminders reach whoever stands in for a person who is away, in that person's language, once.</summary>
public sealed class SubstituteTests : ClockTestBase
{
    private const string Clerk = "test-clerk-1@office.test", OtherClerk = "test-clerk-2@office.test", Leader = "test-leader@office.test";

    [Fact]
    public async Task Sweep_WhileAHandlerIsAway_WritesToTheSubstituteToo_AndAfterwardsNoMore()
    {
        var colleague = await HireHandlerAsync("colleague");
        var clock = await StartHandlingAsync();
        var stages = Expected(clock, clock.DueAt).Where(s => s.To.Count > 0).ToList();
        Service.Time.SetUtcNow(stages[0].At.AddDays(-1));
        var (today, until) = (Service.Time.Today(), ChinaTime.DayOf(stages[0].At));
        Assert.Null(await SetAsync(Office.HousingHandler, today, until, colleague));

        foreach (var stage in stages.Take(2))
        {
            Service.Time.SetUtcNow(stage.At);
            await SweepAsync();
            await SweepAsync();
        }

        var mails = await MailsAsync();
        Assert.Equal(["colleague@office.test", "test-handler-of-housing@office.test"], mails.Where(m => m.DedupKey.Contains(":half-way:")).Select(m => m.ToAddress));
        var told = mails.Single(m => m.ToAddress == "colleague@office.test");
        Assert.Equal("en", told.Language);
        Assert.Contains($"Handler of housing is away until {until:yyyy-MM-dd}", told.TextBody, StringComparison.Ordinal);
        Assert.Equal(mails.Count, (await LedgerAsync(clock.Id)).Sum(r => r.Mails));
    }

    [Fact]
    public async Task Sweep_WhenSubstitutesAreAwayToo_FollowsThemToSomebodyWhoIsThere_AndEndsInACircle()
    {
        GoTo("2026-03-05");
        var (day, third) = (Service.Time.Today(), await HireClerkAsync("third"));
        Assert.Null(await SetAsync(Office.Clerk, day, day.AddDays(5), Office.OtherClerk.UserId));
        Assert.Null(await SetAsync(Office.OtherClerk, day, day.AddDays(5), third));
        Assert.Equal(["third@office.test"], await StandInsAsync(Clerk));
        Assert.Equal(["third@office.test"], await StandInsAsync(OtherClerk));

        await Office.WriteAsync(db => db.Set<StaffMember>().Single(m => m.Id == third).SetAbsence(day, day, Office.Clerk.UserId));
        Assert.Empty(await StandInsAsync(Clerk));
        GoTo("2026-03-06");
        Assert.Equal(["third@office.test"], await StandInsAsync(Clerk));
        GoTo("2026-03-11");
        Assert.Empty(await StandInsAsync(Clerk));
    }

    [Fact]
    public async Task Absence_OfSomebodyElseOrWithAnUnfitSubstitute_IsRefused()
    {
        GoTo("2026-03-05");
        var day = Service.Time.Today();
        Assert.Equal("absence-substitute-unfit", await SetAsync(Office.HousingHandler, day, day, Office.TransportHandler.UserId));
        Assert.Equal("absence-substitute-unfit", await SetAsync(Office.HousingHandler, day, day, Office.HousingHead.UserId));
        Assert.Equal("absence-substitute-unfit", await SetAsync(Office.Clerk, day, day, Office.Clerk.UserId));
        Assert.Equal("absence-days", await SetAsync(Office.Clerk, day.AddDays(3), day.AddDays(2), Office.OtherClerk.UserId));
        Assert.Equal("absence-days", await SetAsync(Office.Clerk, day.AddDays(-9), day.AddDays(-1), Office.OtherClerk.UserId));
        Assert.Equal("field-required", await SetAsync(Office.Clerk, day, null, Office.OtherClerk.UserId));
        Assert.Equal("field-required", await SetAsync(Office.Clerk, day, day, null));
        Assert.Equal("absence-not-yours", await SetAsync(Office.Clerk, day, day, Office.OtherClerk.UserId, by: Office.Leader));
        Assert.Equal("absence-not-yours", await SetAsync(Office.TransportHandler, day, day, null, by: Office.HousingHead));

        var colleague = await HireHandlerAsync("colleague");
        Assert.Null(await SetAsync(Office.HousingHandler, day, day, colleague, by: Office.HousingHead));
        Assert.Null(await SetAsync(Office.Clerk, day, day, Office.OtherClerk.UserId, by: Office.Administrator));
        Assert.Equal([OtherClerk], await StandInsAsync(Clerk));
        Assert.Null(await SetAsync(Office.Clerk, DateOnly.MaxValue, DateOnly.MaxValue, Office.OtherClerk.UserId));
        Assert.Null(await SetAsync(Office.Clerk, null, null, null));
        Assert.Empty(await StandInsAsync(Clerk));
        Assert.Empty(await StandInsAsync(Leader));
        Assert.Equal(4, await Service.QueryAsync(db => db.Set<StaffChange>().CountAsync(c => c.Kind == nameof(SetAbsence), Cancellation)));
    }

    private async Task<string?> SetAsync(Viewer member, DateOnly? from, DateOnly? until, Guid? substitute, Viewer? by = null) =>
        (await Service.Runner.RunAsync<SetAbsenceHandler>(h => h.HandleAsync(new SetAbsence(member.UserId, from, until, substitute, by ?? member), Cancellation), Cancellation)).Refusal?.Code;

    private async Task<IEnumerable<string?>> StandInsAsync(string address) =>
        (await Service.QueryAsync(db => new Substitutes(db, Service.Time).OfAsync(address, Cancellation))).Select(s => s.Substitute.Email);

    private Task<Guid> HireHandlerAsync(string name) => HireAsync(name, Roles.Handler, Office.Housing.Id);

    private Task<Guid> HireClerkAsync(string name) => HireAsync(name, Roles.Clerk, null);

    private async Task<Guid> HireAsync(string name, string role, Guid? unit)
    {
        var hired = await Service.DoAsync<CreateStaffMemberHandler, Guid>(h => h.HandleAsync(new CreateStaffMember(name, name, "correct horse 7!", [role], unit, $"{name}@office.test", Act), Cancellation));
        await Office.WriteAsync(db => db.Set<StaffMember>().Single(m => m.Id == hired).Language = "en");
        return hired;
    }
}
