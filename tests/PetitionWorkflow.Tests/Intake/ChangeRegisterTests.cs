using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

public sealed class ChangeRegisterTests
{
    private static readonly ActContext Act = new(null, "接待员", "来访人更正");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_OfAStatement_KeepsTheOldVersionAsAnEvent()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.RegisterAsync(Entries.Visit())).Id;
        var corrected = Entries.Visit(text: "是四楼水管破裂。") with { Register = new VisitRegister { Counter = "二号窗口", StatementConfirmed = true } };

        Assert.Null(await ChangeAsync(service, id, corrected));

        var stored = await service.QueryAsync(db => db.Set<CaseEvent>().SingleAsync(e => e.Kind == nameof(RegisterChanged), Cancellation));
        var happened = JsonSerializer.Deserialize<RegisterChanged>(stored.Data, CaseEvent.Json)!;
        Assert.Equal((2, true, "来访人更正"), (happened.Edition, happened.ReadBack, stored.Reason));
        Assert.Equal(["Text", "Register.Counter", "Register.StatementConfirmed"], happened.Changes.Select(c => c.Field));
        Assert.Equal(("一号窗口", "二号窗口"), (happened.Changes[1].Before, happened.Changes[1].After));
        Assert.Equal("是四楼水管破裂。", (await CaseAsync(service, id)).Text);
    }

    [Fact]
    public async Task Change_OfNothing_LeavesNoTrace()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.RegisterAsync(Entries.Visit())).Id;

        Assert.Null(await ChangeAsync(service, id, Entries.Visit()));

        Assert.False(await service.QueryAsync(db => db.Set<CaseEvent>().AnyAsync(e => e.Kind == nameof(RegisterChanged), Cancellation)));
    }

    [Fact]
    public async Task Change_OfTheChannel_IsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.RegisterAsync(Entries.Visit())).Id;

        Assert.Equal("channel-immutable", (await ChangeAsync(service, id, Entries.Call()))?.Code);
    }

    [Fact]
    public async Task Change_OfACaseThatSomebodyElseChanged_IsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.RegisterAsync(Entries.Visit())).Id;
        var seen = (await CaseAsync(service, id)).Version;
        Assert.Null(await ChangeAsync(service, id, Entries.Visit("楼上漏水（已更正）"), seen));

        Assert.Equal("register-changed-meanwhile", (await ChangeAsync(service, id, Entries.Visit("另一更正"), seen))?.Code);
    }

    [Fact]
    public async Task Change_WithoutAReason_IsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = (await service.RegisterAsync(Entries.Visit())).Id;

        Assert.Equal("change-reason-missing", (await ChangeAsync(service, id, Entries.Visit("更正"), reason: " "))?.Code);
    }

    private static async Task<Refusal?> ChangeAsync(ServiceUnderTest service, Guid id, RegisterEntry entry, int? version = null, string? reason = "来访人更正")
    {
        var seen = version ?? (await CaseAsync(service, id)).Version;
        var result = await service.Runner.RunAsync<ChangeRegisterHandler, int>(
            h => h.HandleAsync(new ChangeRegister(id, seen, entry, ReadBack: true, Act with { Reason = reason }), Cancellation), Cancellation);
        return result.Refusal;
    }

    private static Task<Petition> CaseAsync(ServiceUnderTest service, Guid id) =>
        service.QueryAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.Id == id, Cancellation));
}
