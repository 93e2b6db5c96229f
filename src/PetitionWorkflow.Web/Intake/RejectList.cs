using System.Globalization;
using PetitionWorkflow.Intake.Import;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Intake;

/// <summary>The rejected rows for a spreadsheet.</summary>
internal static class RejectList
{
    public static Task<byte[]> WriteAsync(IAsyncEnumerable<ImportReject> rejects, Texts texts, CancellationToken cancellation) => CsvFile.WriteAsync(
        [texts["ImportPages.Line"], texts["ImportPages.MessageId"], texts["ImportPages.Subject"], texts["ImportPages.Reason"]],
        rejects.Select(r => new[] { r.Line.ToString(CultureInfo.InvariantCulture), r.MessageId ?? "", r.Subject ?? "", r.ReasonOf(texts) }),
        cancellation);
}
