using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Reports;

internal static class ReportWording
{
    public static Tone ToneOf(ReportState state) => state switch
    {
        ReportState.Draft => Tone.Neutral,
        ReportState.Submitted => Tone.Info,
        ReportState.Returned => Tone.Warning,
        ReportState.Approved => Tone.Good,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Hundredths as people read them: 7417 is 74.17.</summary>
    public static string Hundredths(int number) => (number / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
