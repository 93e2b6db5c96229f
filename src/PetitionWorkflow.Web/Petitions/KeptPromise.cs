using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>The day a visitor was promised, beside what came (C18).</summary>
/// <param name="Came">The day the opinion was delivered, or else the case was closed; null while the petitioner waits.</param>
/// <param name="ClockDay">The last day of the handling clock, when it runs longer than was promised.</param>
public sealed record KeptPromise(DateOnly Promised, DateOnly? Came, DateOnly? ClockDay, DateOnly Today)
{
    /// <summary>Null when nothing was promised.</summary>
    public static KeptPromise? Of(Petition petition, IReadOnlyList<ClockView> clocks, DateTime now)
    {
        if (ChannelRegister.Of(petition) is not VisitRegister { PromisedDay: { } promised })
        {
            return null;
        }

        DateOnly? came = (petition.OpinionDeliveredAt ?? petition.ClosedAt) is { } at ? ChinaTime.DayOf(at) : null;
        var last = clocks.Where(c => c.Clock.Code == PromisedDays.Clock).Select(c => (DateOnly?)c.Clock.DueDay).Max();
        return new KeptPromise(promised, came, came is null && last > promised ? last : null, ChinaTime.DayOf(now));
    }

    /// <summary>Days after the promised one; negative before it.</summary>
    public int Late => (Came ?? Today).DayNumber - Promised.DayNumber;

    public Tone Tone => (Came, Late) switch
    {
        (not null, <= 0) => Tone.Good,
        (not null, _) => Tone.Warning,
        (null, <= 0) => Tone.Info,
        _ => Tone.Danger,
    };

    public string Words(Texts texts) => (Came, Late) switch
    {
        ({ } came, <= 0) => texts["CasePage.Promise.Kept", came.ToDateTime(TimeOnly.MinValue)],
        ({ } came, _) => texts["CasePage.Promise.Late", came.ToDateTime(TimeOnly.MinValue), Late],
        (null, <= 0) => texts["CasePage.Promise.Open", -Late],
        _ => texts["CasePage.Promise.Overdue", Late],
    };
}
