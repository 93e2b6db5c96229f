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

    /// <summary>A case of another class than a claim, verified: its reply waits for delivery.</summary>
    public static async Task ToReplyAsync(this Office office, Guid id, string matterClass, string conclusion, params (string, string)[] more)
    {
        await office.AcceptAsync(id);
        await office.CompleteAsync(id, "classify", "Classified", [("matterClass", matterClass), ("category", "环境保护/环境污染/噪音污染"), ("importance", "Ordinary"), .. more]);
        await office.AssignAsync(id);
        await office.SignAsync(id);
        await office.ReportResultAsync(id, ("conclusion", conclusion));
        await office.PassAsync(id);
    }

    /// <summary>Another person's petition on the same matter, merged under a main case and told so.</summary>
    public static async Task<Guid> MergedIntoAsync(this Office office, Guid main, int person)
    {
        var id = await office.RegisterAsync(name: $"另一来信人{person}", phone: $"1390000000{person}");
        await office.CompleteAsync(id, "preliminary-review", "Duplicate", ("duplicateOf", (await office.CaseAsync(main)).Number), ("reason", "同一事项"));
        await office.DeliverAsync(id, "deliver-notice");
        return id;
    }

    public static (string, string)[] AnswerToMerged(string conclusion) =>
        [("facts", "属实"), ("result", "已责令整改"), ("legalBasis", "噪声污染防治法"), ("conclusion", conclusion)];

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
