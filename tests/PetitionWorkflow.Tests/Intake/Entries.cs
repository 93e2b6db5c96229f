using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake;

/// <summary>Register entries as a clerk would write them.</summary>
internal static class Entries
{
    public static readonly DateTime Now = ServiceUnderTest.Start.UtcDateTime;

    public static readonly Viewer Clerk = new(Guid.Parse("0198b3c0-0000-7000-8000-000000000001"), "接待员", new HashSet<string> { Roles.Clerk }, null);

    public static readonly ActContext Act = new(null, "system:test");

    public static RegisterEntry Visit(string subject = "楼上漏水无人维修", string text = "三楼水管破裂，物业推诿，希望尽快派人维修。") => new()
    {
        Register = new VisitRegister { Counter = "一号窗口" },
        Petitioner = new Petitioner { Name = "来访人甲", Gender = Gender.Female, Phone = "010-5550 0001", Address = "幸福路1号" },
        Subject = subject,
        Text = text,
        ReceivedAt = Now,
    };

    public static RegisterEntry Letter() => Visit() with { Register = new LetterRegister { WrittenOn = ChinaTime.DayOf(Now).AddDays(-3), Enclosures = 2 } };

    public static RegisterEntry Call() => Visit() with { Register = new CallRegister { CallerNumber = "010-5550 0002", Rings = 2 } };

    public static RegisterEntry Online(string? messageId = "m-1") => Visit() with { Register = new OnlineRegister { Platform = "微信", MessageId = messageId } };

    public static RegisterEntry Of(Channel channel) => channel switch
    {
        Channel.Letter => Letter(),
        Channel.Visit => Visit(),
        Channel.Call => Call(),
        Channel.Online => Online(),
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    public static Task<RegisteredPetition> RegisterAsync(this ServiceUnderTest service, RegisterEntry entry) =>
        service.RegisterAsync(new RegisterPetition(entry, Act));

    public static Task<RegisteredPetition> RegisterAsync(this ServiceUnderTest service, RegisterPetition command) =>
        service.DoAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, TestContext.Current.CancellationToken));

    public static async Task<Refusal?> TryRegisterAsync(this ServiceUnderTest service, RegisterPetition command) =>
        (await service.Runner.RunAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, TestContext.Current.CancellationToken))).Refusal;

    /// <summary>Everything that was refused, as <c>Field: code</c>.</summary>
    public static IEnumerable<string> Lines(this Refusal? refusal) =>
        refusal is null ? [] : refusal.Others.Prepend(refusal).Select(r => $"{r.Field}: {r.Code}");
}
