using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>What a petitioner adds does not lie unread.</summary>
public sealed class TellOfMaterialTests
{
    private const string Canary = "我的新电话是 13900000001";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Material_BeforeTheCaseIsAssigned_IsToldToTheClerks_OnceADayAndWithoutWhatWasWritten()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();

        await AddAsync(office, id);
        await AddAsync(office, id);

        var clerks = await AddressesAsync(office, "clerk", "clerk2");
        var mails = await MailsAsync(office, id);
        Assert.Equal(clerks, mails.Select(m => m.ToAddress).Order(StringComparer.Ordinal));
        Assert.All(mails, m => Assert.DoesNotContain("13900000001", m.Subject + m.TextBody + m.HtmlBody, StringComparison.Ordinal));

        office.Service.Time.Advance(TimeSpan.FromDays(1));
        await AddAsync(office, id);
        Assert.Equal(2 * clerks.Count, (await MailsAsync(office, id)).Count);
    }

    [Fact]
    public async Task Material_OnceAUnitHasNamedItsHandler_IsToldToTheHandlerAlone()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);

        await AddAsync(office, id);

        Assert.Equal(await AddressesAsync(office, "environment.handler"), (await MailsAsync(office, id)).Select(m => m.ToAddress));
    }

    private static async Task AddAsync(Office office, Guid id)
    {
        var added = await office.Service.Runner.RunAsync<AddMaterialHandler>(h => h.HandleAsync(new AddMaterial(id, Canary, []), Cancellation), Cancellation);
        Assert.Null(added.Refusal);
    }

    private static async Task<List<OutgoingMail>> MailsAsync(Office office, Guid id) =>
        await office.Service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().Where(m => m.PetitionId == id && m.Kind == "material").ToListAsync(Cancellation));

    private static async Task<List<string>> AddressesAsync(Office office, params string[] people) =>
        [.. (await office.Service.QueryAsync(db => db.Set<StaffMember>().Where(m => people.Contains(m.UserName)).Select(m => m.Email!).ToListAsync(Cancellation))).Order(StringComparer.Ordinal)];
}
