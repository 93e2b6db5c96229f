namespace PetitionWorkflow.Mail;

/// <summary>A kind of notice; its words are <c>Notice.KEY.Subject</c>, <c>Notice.KEY.Text</c> and, for people who choose one, <c>Notice.KEY.Name</c>.</summary>
/// <param name="Key">As mails store it.</param>
/// <param name="Values">What its words are filled with after the case number, in the order of {1}, {2} …</param>
public sealed record NoticeKind(string Key, params IReadOnlyList<string> Values);

/// <summary>Every kind of notice about a case. The words of each lie in the room that sends it.</summary>
public static class NoticeKinds
{
    /// <summary>The name of the step of a flow that tells.</summary>
    public const string StepName = "step";

    public static readonly IReadOnlyList<NoticeKind> All =
    [
        new("assigned", "dueOn"),
        new("duty", "dueOn"),
        new("task", StepName),
        new("material"),
        new("instruction"),
        new("rework", "round", "dueOn"),
        new("reminder", "clock", "dueOn", "days"),
        new("due-soon", "clock", "dueOn", "days"),
        new("due-today", "clock", "dueOn", "days"),
        new("yellow-card", "clock", "dueOn", "days"),
        new("red-card", "clock", "dueOn", "days"),
        new("recusal-asked"),
        new("card-answered", "card", "clock"),
        new("card-decided", "card", "clock"),
        new("pause-asked"),
        new("pause-decided"),
        new("urge", "clock", "dueOn", "number"),
        new("urgent", "foundAt"),
        new("urgent-units"),
    ];

    public static NoticeKind? Find(string key) => All.FirstOrDefault(kind => kind.Key == key);

    /// <summary>Those that any step of a flow can fill: it knows its case and its own name. The others belong to the work that knows the rest.</summary>
    public static IEnumerable<NoticeKind> ForSteps => All.Where(kind => kind.Values.All(value => value == StepName));
}
