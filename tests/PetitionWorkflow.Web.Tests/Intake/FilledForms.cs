using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

/// <summary>The four register forms as a clerk fills them in.</summary>
internal static class FilledForms
{
    public const string Submit = "提交登记";

    public static readonly (string Name, string? Value)[] Letter =
    [
        .. Common,
        ("Input.Register.WrittenOn", "2026-02-27"), ("Input.Register.Batch", "3月2日第一批"), ("Input.Register.Integrity", "PagesMissing"),
        ("Input.Register.Enclosures", "2"), ("Input.Register.PostalCode", "100000"), ("Input.Register.RegisteredMailNumber", "XA 0001"),
    ];

    public static readonly (string Name, string? Value)[] Visit =
    [
        .. Common,
        ("Input.Register.Counter", "一号窗口"), ("Input.Register.Demand", "Claim"), ("Input.Register.IsRepeatVisit", "true"),
        ("Input.Register.IdDocument", "ResidentIdCard"), ("Input.Register.IdNumber", "110000200001010000"),
        ("Input.Register.StatementConfirmed", "true"), ("Input.Register.ProcedureExplained", "true"), ("Input.Register.PromisedDay", "2026-04-30"),
    ];

    public static readonly (string Name, string? Value)[] Call =
    [
        .. Common,
        ("Input.Register.CallerNumber", "010-5550 0002"), ("Input.Register.Rings", "2"), ("Input.Register.DurationMinutes", "12"),
        ("Input.Register.RecordingNumber", "LY-0007"), ("Input.Register.StatementConfirmed", "true"),
    ];

    public static readonly (string Name, string? Value)[] Online =
    [
        .. Common,
        ("Input.Register.Platform", "微信"), ("Input.Register.MessageId", "m-1"), ("Input.Register.Account", "user-1"),
        ("Input.Register.CapturedAt", "2026-03-02T08:40"), ("Input.Register.Link", "https://example.org/m-1"), ("Input.Register.IsPublic", "false"),
    ];

    public static readonly (string Name, string? Value)[] AnswerOnTheSpot =
    [
        ("Input.Register.IsOnTheSpot", "true"), ("Input.Register.OnTheSpot.Answer", "今日内派人维修。"),
        ("Input.Register.OnTheSpot.Basis", "《物业管理条例》第三十五条"), ("Input.Register.OnTheSpot.ExplainedBy", "一号窗口"),
        ("Input.Register.OnTheSpot.Understood", "true"),
    ];

    private static (string Name, string? Value)[] Common =>
    [
        ("Input.ReceivedAt", "2026-03-02T08:30"), ("Input.Register.TakenBy", "一号窗口值班员"), ("Input.Petitioner.Name", "信访人甲"),
        ("Input.Petitioner.Gender", "Female"), ("Input.Petitioner.Age", "61"), ("Input.Petitioner.Phone", "010-5550 0001"),
        ("Input.Petitioner.Email", "petitioner@example.org"), ("Input.Petitioner.Address", "幸福路1号"), ("Input.Petitioner.PeopleCount", "1"),
        ("Input.Place", "幸福路1号三单元"), ("Input.Subject", "楼上漏水无人维修"), ("Input.Text", "三楼水管破裂，物业推诿，\n希望尽快派人维修。"),
    ];

    public static (string Name, string? Value)[] Of(string channel) => channel switch
    {
        "letter" => Letter,
        "visit" => Visit,
        "call" => Call,
        "online" => Online,
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    /// <summary>The same form with other values.</summary>
    public static (string Name, string? Value)[] With(this (string Name, string? Value)[] form, params (string Name, string? Value)[] other) =>
        [.. form.Where(f => other.All(o => o.Name != f.Name)), .. other];

    /// <summary>Opens a form, fills it in and sends it.</summary>
    public static async Task RegisterAsync(this Browser browser, string channel, params (string Name, string? Value)[] form)
    {
        await browser.OpenAsync("/intake/" + channel);
        await browser.PressAsync(Submit, form.Length == 0 ? Of(channel) : form);
    }
}
