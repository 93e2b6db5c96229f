using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Intake;

/// <summary>A register as it was filled in, in the order of the printed form; empty lines are left out.</summary>
public static class FilledSheet
{
    public static IEnumerable<(string Label, string Value)> Of(Petition petition, ChannelRegister register, Texts texts)
    {
        var person = petition.Petitioner;
        (string Field, string? Value)[] lines =
        [
            ("ReceivedAt", Time(petition.ReceivedAt)),
            ("Register.TakenBy", register.TakenBy),
            .. register switch
            {
                VisitRegister visit => Visit(visit, texts),
                LetterRegister letter => Letter(letter, texts),
                CallRegister call => Call(call, texts),
                OnlineRegister online => Online(online, texts),
                _ => throw new InvalidOperationException($"{register.GetType().Name} has no sheet."),
            },
            ("Petitioner.Name", person.IsAnonymous ? texts["Intake.Field.Petitioner.IsAnonymous"] : person.Name),
            ("Petitioner.Gender", person.Gender is { } gender ? texts.Of(gender) : null),
            ("Petitioner.Age", Number(person.Age)),
            ("Petitioner.Phone", person.Phone),
            ("Petitioner.Email", person.Email),
            ("Petitioner.Address", person.Address),
            ("Petitioner.PeopleCount", person.PeopleCount > 1 ? person.PeopleCount.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
            ("Place", petition.Place),
            ("Subject", petition.Subject),
            ("Text", petition.Text),
            .. register is VisitRegister { OnTheSpot: { } answer } ? Answer(answer, texts) : [],
        ];
        return lines.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => (LabelOf(line.Field, petition.Channel, texts), line.Value!));
    }

    /// <summary>Some fields are called differently on each form.</summary>
    private static string LabelOf(string field, Channel channel, Texts texts) => field switch
    {
        "ReceivedAt" => texts["IntakePages.Label." + channel + ".ReceivedAt"],
        "Register.TakenBy" => texts["IntakePages.Label." + channel + ".TakenBy"],
        "Petitioner.PeopleCount" => texts["IntakePages.Label." + channel + ".PeopleCount"],
        _ => texts["Intake.Field." + field],
    };

    private static (string, string?)[] Visit(VisitRegister visit, Texts texts) =>
    [
        ("Register.Counter", visit.Counter),
        ("Register.Demand", visit.Demand is { } demand ? texts.Of(demand) : null),
        ("Register.IsRepeatVisit", Yes(visit.IsRepeatVisit, texts)),
        ("Register.IdDocument", visit.IdDocument is { } kind ? texts.Of(kind) : null),
        ("Register.IdNumber", visit.IdNumberMasked),
        ("Register.Representatives", string.Join("、", visit.Representatives)),
        ("Register.StatementConfirmed", Yes(visit.StatementConfirmed, texts)),
        ("Register.ProcedureExplained", Yes(visit.ProcedureExplained, texts)),
        ("Register.PromisedDay", Day(visit.PromisedDay)),
    ];

    private static (string, string?)[] Answer(OnTheSpotAnswer answer, Texts texts) =>
    [
        ("Register.OnTheSpot.Answer", answer.Answer),
        ("Register.OnTheSpot.Basis", answer.Basis),
        ("Register.OnTheSpot.ExplainedBy", answer.ExplainedBy),
        ("Register.OnTheSpot.Understood", Yes(answer.Understood, texts)),
    ];

    private static (string, string?)[] Letter(LetterRegister letter, Texts texts) =>
    [
        ("Register.WrittenOn", Day(letter.WrittenOn)),
        ("Register.Batch", letter.Batch),
        ("Register.Integrity", texts.Of(letter.Integrity)),
        ("Register.Enclosures", letter.Enclosures.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("Register.FromSuggestionBox", letter.FromSuggestionBox ? Yes(true, texts) : null),
        ("Register.PostalCode", letter.PostalCode),
        ("Register.RegisteredMailNumber", letter.RegisteredMailNumber),
    ];

    private static (string, string?)[] Call(CallRegister call, Texts texts) =>
    [
        ("Register.CallerNumber", call.CallerNumber),
        ("Register.Rings", Number(call.Rings)),
        ("Register.DurationMinutes", Number(call.DurationMinutes)),
        ("Register.RecordingNumber", call.RecordingNumber),
        ("Register.StatementConfirmed", Yes(call.StatementConfirmed, texts)),
    ];

    private static (string, string?)[] Online(OnlineRegister online, Texts texts) =>
    [
        ("Register.Platform", online.Platform),
        ("Register.MessageId", online.MessageId),
        ("Register.Account", online.Account),
        ("Register.CapturedAt", online.CapturedAt is { } captured ? Time(captured) : null),
        ("Register.IsPublic", online.IsPublic is { } isPublic ? Yes(isPublic, texts) : null),
        ("Register.Link", online.Link),
        ("Register.Accused", online.Accused),
        ("Register.Likes", Number(online.Likes)),
        ("Register.Dislikes", Number(online.Dislikes)),
        .. Answered(online),
    ];

    /// <summary>What the platform had made of the message before it came here.</summary>
    public static (string Field, string? Value)[] Answered(OnlineRegister online) =>
    [
        ("Register.Category", online.Category),
        ("Register.Reply", online.Reply),
        ("Register.RepliedAt", online.RepliedAt is { } replied ? Time(replied) : null),
    ];

    private static string? Number(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Yes(bool value, Texts texts) => texts[value ? "IntakePages.Yes" : "IntakePages.No"];

    private static string Time(DateTime utc) => ChinaTime.ToLocal(utc).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
