using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>How much time is left, in words and a colour. Days are legal days; a task due at 24:00 today is due today.</summary>
internal sealed record DueWords(string Text, Tone Tone, DateTime Local)
{
    public static DueWords? Of(DateTime? dueAt, DateTime now, Texts texts)
    {
        if (dueAt is not { } due)
        {
            return null;
        }

        // The end of a legal day is the first instant of the next: it still belongs to the day that ends.
        var local = ChinaTime.ToLocal(due.AddTicks(-1));
        var days = DateOnly.FromDateTime(local).DayNumber - ChinaTime.DayOf(now).DayNumber;
        return (due <= now, days) switch
        {
            (true, 0) => new DueWords(texts["Tasks.OverdueToday"], Tone.Danger, local),
            (true, _) => new DueWords(texts["Tasks.OverdueDays", -days], Tone.Danger, local),
            (_, 0) => new DueWords(texts["Tasks.DueToday"], Tone.Warning, local),
            (_, <= 3) => new DueWords(texts["Tasks.DueInDays", days], Tone.Warning, local),
            _ => new DueWords(texts["Tasks.DueInDays", days], Tone.Neutral, local),
        };
    }
}
