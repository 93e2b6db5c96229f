using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// 預計辦理時間 (二(三)3, C18): what a visitor is told at the counter is the last day of the handling clock, counted as if the petition
/// were accepted on the day of the visit. The clerk may promise another day.
/// </summary>
public sealed class PromisedDays(ClockCatalogues catalogues, CaseProfiles profiles, Calendars calendars)
{
    public const string Clock = "K05";

    public async Task<DateOnly?> OfAsync(DateTime receivedAt, CancellationToken cancellation)
    {
        var rule = catalogues.Current.InForce(Clock, ChinaTime.DayOf(receivedAt));
        var profile = (await profiles.CurrentAsync(cancellation)).Decide(Channel.Visit, place: null).Profile;
        return rule.IsRefused ? null : DueDay.Compute(rule.Value.For(profile), receivedAt, await calendars.CurrentAsync(cancellation)).Day;
    }
}
