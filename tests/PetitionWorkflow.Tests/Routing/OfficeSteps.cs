using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>The ordinary way of a case, step by step, as a clerk and a bureau would go it.</summary>
internal static class OfficeSteps
{
    public static Task AcceptAsync(this Office office, Guid id) => office.CompleteAsync(id, "preliminary-review", "Accept");

    public static Task ClassifyAsync(this Office office, Guid id, string importance = "Ordinary", params (string, string)[] more) =>
        office.CompleteAsync(
            id, "classify", "Classified", [("matterClass", "Claim"), ("category", "环境保护/环境污染/噪音污染"), ("importance", importance), .. more]);

    public static async Task AssignAsync(this Office office, Guid id, string unit = "environment", int days = 30) =>
        await office.CompleteAsync(id, "assign", "Assign", await office.AssignmentAsync(unit, days));

    public static async Task<(string, string)[]> AssignmentAsync(this Office office, string unit, int days = 30) =>
    [
        ("leadUnit", await office.UnitAsync(unit)), ("content", "核查噪声"), ("requirements", "依法处理并反馈"), ("dueDays", days.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("overrideReason", "属地管理"),
    ];

    public static async Task SignAsync(this Office office, Guid id, string handler = "environment.handler") =>
        await office.CompleteAsync(id, "sign-for", "Sign", ("handler", await office.StaffIdAsync(handler)));

    public static readonly (string, string)[] Result =
    [
        ("contactOn", "2026-03-02"), ("contactMethod", "phone"), ("process", "现场核查"), ("facts", "属实"), ("result", "已责令整改"),
        ("legalBasis", "噪声污染防治法"), ("conclusion", "support"), ("petitionerView", "满意"),
    ];

    public static async Task ReportResultAsync(this Office office, Guid id, params (string Field, string Value)[] other)
    {
        await office.CompleteAsync(id, "handle", "Submit", [.. Result.Where(r => other.All(o => o.Field != r.Item1)), .. other]);
        await office.CompleteAsync(id, "approve-result", "Sign");
    }

    public static async Task ToHandlingAsync(this Office office, Guid id, string unit = "environment", string handler = "environment.handler", int days = 30)
    {
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.AssignAsync(id, unit, days);
        await office.SignAsync(id, handler);
    }

    public static async Task<Refusal?> RecordContactAsync(this Office office, Guid id, DateOnly on, string text, string by = "environment.handler")
    {
        var command = new RecordContact(id, on, ContactMethod.Phone, text, await office.PersonAsync(by));
        return (await office.Service.Runner.RunAsync<RecordContactHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;
    }

    public static Task PassAsync(this Office office, Guid id) => office.CompleteAsync(id, "verify", "Pass", ("lawful", "yes"), ("solved", "yes"));

    public static Task DeliverAsync(this Office office, Guid id, string task = "deliver") =>
        office.CompleteAsync(id, task, "Delivered", ("method", "mail"), ("deliveredOn", office.Today), ("proof", "挂号回执"));

    extension(Office office)
    {
        public string Today => PetitionWorkflow.Shared.ChinaTime.DayOf(office.Service.Time.GetUtcNow().UtcDateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static async Task ToArchiveAsync(this Office office, Guid id, params (string Field, string Value)[] result)
    {
        await office.ToHandlingAsync(id);
        await office.ReportResultAsync(id, result);
        await office.PassAsync(id);
        await office.DeliverAsync(id);
    }
}
