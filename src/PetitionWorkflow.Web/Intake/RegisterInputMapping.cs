using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Intake;

/// <summary>From the form to the register entry and back.</summary>
internal static class RegisterInputMapping
{
    private static readonly char[] BetweenNames = ['\r', '\n', '、', '，', ',', '；', ';'];

    public static RegisterInput Empty(Channel channel, Guid id, DateTime now, string takenBy) => new()
    {
        Id = id,
        ReceivedAt = Minute(ChinaTime.ToLocal(now)),
        Petitioner = new PetitionerInput { PeopleCount = 1 },
        Register = new ChannelInput
        {
            TakenBy = takenBy,
            Integrity = LetterIntegrity.Intact,
            Enclosures = 0,
            CapturedAt = channel == Channel.Online ? Minute(ChinaTime.ToLocal(now)) : null,
            IsPublic = true,
        },
    };

    /// <param name="received">The time of receipt (UTC) when the form gives none.</param>
    public static RegisterEntry ToEntry(this RegisterInput input, Channel channel, DateTime received, ChannelRegister? before = null) => new()
    {
        Register = ToRegister(input.Register, channel, before),
        Petitioner = ToPetitioner(input.Petitioner),
        Subject = input.Subject ?? "",
        Text = Lines(input.Text) ?? "",
        Place = input.Place,
        ReceivedAt = input.ReceivedAt is { } local ? ToUtc(local) : received,
    };

    public static RegisterInput ToInput(this Petition petition) => new()
    {
        Id = petition.Id,
        ReceivedAt = ChinaTime.ToLocal(petition.ReceivedAt),
        Subject = petition.Subject,
        Text = petition.Text,
        Place = petition.Place,
        Petitioner = new PetitionerInput
        {
            Name = petition.Petitioner.Name,
            Gender = petition.Petitioner.Gender,
            Age = petition.Petitioner.Age,
            Address = petition.Petitioner.Address,
            Phone = petition.Petitioner.Phone,
            Email = petition.Petitioner.Email,
            IsAnonymous = petition.Petitioner.IsAnonymous,
            PeopleCount = petition.Petitioner.PeopleCount,
        },
        Register = ToInput(ChannelRegister.Of(petition)),
    };

    private static Petitioner ToPetitioner(PetitionerInput input) => new()
    {
        Name = input.Name,
        Gender = input.Gender,
        Age = input.Age,
        Address = input.Address,
        Phone = input.Phone,
        Email = input.Email,
        IsAnonymous = input.IsAnonymous,
        PeopleCount = input.PeopleCount ?? 1,
    };

    private static ChannelRegister ToRegister(ChannelInput input, Channel channel, ChannelRegister? before) => channel switch
    {
        Channel.Letter => ToLetter(input),
        Channel.Visit => ToVisit(input, before as VisitRegister),
        Channel.Call => ToCall(input),
        Channel.Online => ToOnline(input, before as OnlineRegister),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    private static LetterRegister ToLetter(ChannelInput input) => new()
    {
        TakenBy = input.TakenBy,
        WrittenOn = input.WrittenOn,
        Batch = input.Batch,
        Integrity = input.Integrity ?? LetterIntegrity.Intact,
        Enclosures = input.Enclosures ?? 0,
        FromSuggestionBox = input.FromSuggestionBox,
        PostalCode = input.PostalCode,
        RegisteredMailNumber = input.RegisteredMailNumber,
    };

    private static VisitRegister ToVisit(ChannelInput input, VisitRegister? before) => new()
    {
        TakenBy = input.TakenBy,
        Counter = input.Counter,
        Representatives = input.Representatives?.Split(BetweenNames, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        IdDocument = input.IdDocument,

        // The form shows the masked number; left as it is, it is not masked a second time.
        IdNumberMasked = input.IdNumber == before?.IdNumberMasked ? before?.IdNumberMasked : VisitRegister.Mask(input.IdNumber),
        IsRepeatVisit = input.IsRepeatVisit,
        Demand = input.Demand,
        StatementConfirmed = input.StatementConfirmed,
        ProcedureExplained = input.ProcedureExplained,
        PromisedDay = input.PromisedDay,
        OnTheSpot = input.IsOnTheSpot
            ? new OnTheSpotAnswer(Lines(input.OnTheSpot.Answer) ?? "", Lines(input.OnTheSpot.Basis) ?? "", input.OnTheSpot.ExplainedBy, input.OnTheSpot.Understood)
            : null,
    };

    private static CallRegister ToCall(ChannelInput input) => new()
    {
        TakenBy = input.TakenBy,
        CallerNumber = input.CallerNumber,
        Rings = input.Rings,
        DurationMinutes = input.DurationMinutes,
        RecordingNumber = input.RecordingNumber,
        StatementConfirmed = input.StatementConfirmed,
    };

    private static OnlineRegister ToOnline(ChannelInput input, OnlineRegister? before) => new()
    {
        TakenBy = input.TakenBy,
        Platform = input.Platform,
        MessageId = input.MessageId,
        Account = input.Account,

        // The form knows minutes only, and a tick cannot say "not known".
        CapturedAt = input.CapturedAt is not { } local ? null : before?.CapturedAt is { } exact && Minute(exact) == ToUtc(local) ? exact : ToUtc(local),
        IsPublic = before is { IsPublic: null } && !input.IsPublic ? null : input.IsPublic,
        Link = input.Link,
        Accused = before?.Accused,
        Likes = before?.Likes,
        Dislikes = before?.Dislikes,
        Reply = before?.Reply,
        RepliedAt = before?.RepliedAt,
        Category = before?.Category,
    };

    private static ChannelInput ToInput(ChannelRegister register)
    {
        var (letter, visit, call, online) = (register as LetterRegister, register as VisitRegister, register as CallRegister, register as OnlineRegister);
        return new ChannelInput
        {
            TakenBy = register.TakenBy,
            Counter = visit?.Counter,
            Representatives = visit is null ? null : string.Join("、", visit.Representatives),
            IdDocument = visit?.IdDocument,
            IdNumber = visit?.IdNumberMasked,
            IsRepeatVisit = visit?.IsRepeatVisit ?? false,
            Demand = visit?.Demand,
            StatementConfirmed = visit?.StatementConfirmed ?? call?.StatementConfirmed ?? false,
            ProcedureExplained = visit?.ProcedureExplained ?? false,
            PromisedDay = visit?.PromisedDay,
            IsOnTheSpot = visit?.OnTheSpot is not null,
            OnTheSpot = ToInput(visit?.OnTheSpot),
            WrittenOn = letter?.WrittenOn,
            Batch = letter?.Batch,
            Integrity = letter?.Integrity,
            Enclosures = letter?.Enclosures,
            FromSuggestionBox = letter?.FromSuggestionBox ?? false,
            PostalCode = letter?.PostalCode,
            RegisteredMailNumber = letter?.RegisteredMailNumber,
            CallerNumber = call?.CallerNumber,
            Rings = call?.Rings,
            DurationMinutes = call?.DurationMinutes,
            RecordingNumber = call?.RecordingNumber,
            Platform = online?.Platform,
            MessageId = online?.MessageId,
            Account = online?.Account,
            CapturedAt = online?.CapturedAt is { } captured ? Minute(ChinaTime.ToLocal(captured)) : null,
            IsPublic = online?.IsPublic ?? false,
            Link = online?.Link,
        };
    }

    private static OnTheSpotInput ToInput(OnTheSpotAnswer? answer) => new()
    {
        Answer = answer?.Answer,
        Basis = answer?.Basis,
        ExplainedBy = answer?.ExplainedBy,
        Understood = answer?.Understood ?? false,
    };

    /// <summary>Browsers send CRLF: a text that nobody touched would look corrected.</summary>
    private static string? Lines(string? text) => text?.ReplaceLineEndings("\n");

    private static DateTime ToUtc(DateTime local) => ChinaTime.ToUtc(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));

    private static DateTime Minute(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));
}
