using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>What comes in: letters, calls and messages, on working days five times as many as on days of rest.</summary>
internal sealed class Arrivals(SimulatedOffice office, YearPlan plan, Chance chance)
{
    private static readonly (string Subject, string Text)[] Matters =
    [
        ("小区电梯经常停运", "电梯停运多日，老人上下楼困难，请督促维修。"), ("夜间施工噪音扰民", "工地夜间施工，影响休息，请求处理。"),
        ("公交线路调整后不便", "线路取消后上学要换乘两次，希望恢复站点。"), ("拖欠工资", "工程结束后工资一直没有发放，请求帮助。"),
        ("学位安排", "户籍所在地学位已满，请说明安排办法。"), ("河道有异味", "河道排污口有异味，请核查。"),
    ];

    private readonly int[] _upTo = Spread(plan);

    public int Registered { get; private set; }

    /// <summary>Registers what has come by this part of the day.</summary>
    /// <param name="day">Days since the first.</param>
    /// <param name="part">0 to 1.</param>
    public async Task ComeAsync(int day, double part, DateTime now)
    {
        var before = day == 0 ? 0 : _upTo[day - 1];
        var upTo = before + (int)Math.Round((_upTo[day] - before) * part);
        while (Registered < upTo)
        {
            await RegisterAsync(Registered, now);
            Registered++;
        }
    }

    private async Task RegisterAsync(int message, DateTime now)
    {
        var (subject, text) = chance.Pick($"matter {message}", Matters);
        var register = chance.Weigh($"channel {message}", [("letter", 35), ("call", 25), ("online", 40)]) switch
        {
            "letter" => (ChannelRegister)new LetterRegister { TakenBy = "clerk" },
            "call" => new CallRegister { TakenBy = "clerk", CallerNumber = "13800000000", Rings = 2, StatementConfirmed = true },
            _ => new OnlineRegister { Platform = "官网", MessageId = $"M{message}", CapturedAt = now },
        };
        var entry = new RegisterEntry
        {
            Register = register,
            Petitioner = new Petitioner { Name = $"来信人{message % 997}", Gender = Gender.Female, Phone = "13800000000", Address = $"第{message % 89}街道" },
            Subject = $"{subject}（{message}）",
            Text = $"{text}第{message}件。",
            ReceivedAt = now,
        };
        var command = new RegisterPetition(entry, office.People["clerk"].Act()) { UrgentCriterion = chance.Of($"urgent {message}") < 0.005 ? UrgentCriteria.MassIncident : null };
        var registered = await Again.AfterKillAsync(() => office.Runner.RunAsync<RegisterPetitionHandler, RegisteredPetition>(h => h.HandleAsync(command, default)));
        if (registered.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Petition {message} was refused: {refusal.Code} {refusal.Field}");
        }
    }

    private static int[] Spread(YearPlan plan)
    {
        var weights = Enumerable.Range(0, plan.Days).Select(d => OfficialYears.Calendar.IsWorkday(YearPlan.FirstDay.AddDays(d)) ? 5.0 : 1.0).ToList();
        var (sum, total) = (0.0, weights.Sum());
        return [.. weights.Select(w => (int)Math.Round(plan.Petitions * (sum += w) / total))];
    }
}
