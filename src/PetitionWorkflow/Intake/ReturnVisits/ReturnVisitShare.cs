using System.Globalization;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake.ReturnVisits;

/// <summary>Of a hundred closed cases so many are asked (抽查); an administrator or a leader says.</summary>
public sealed record SetReturnVisitShare(int? Percent, Viewer By);

public sealed class ReturnVisitShare(UnitOfWork work)
{
    public const string Setting = "return-visits-percent";

    /// <summary>Until somebody says otherwise; the rulebook has no number.</summary>
    public const int Default = 20;

    public static bool MaySet(Viewer viewer) => viewer.Is(Roles.Administrator) || viewer.Is(Roles.Leader);

    public Task<int> ReadAsync(CancellationToken cancellation) => work.Db.NumberAsync(Setting, Default, cancellation);

    public async Task<Result> HandleAsync(SetReturnVisitShare command, CancellationToken cancellation)
    {
        if (!MaySet(command.By))
        {
            return new Refusal("case-not-for-you");
        }

        if (command.Percent is not (>= 0 and <= 100))
        {
            return new Refusal("return-visit-share") { Field = nameof(command.Percent) };
        }

        var before = await ReadAsync(cancellation);
        await work.Db.SetAsync(Setting, command.Percent.Value.ToString(CultureInfo.InvariantCulture), cancellation);
        work.Db.Add(StaffChange.Of(Guid.Empty, nameof(SetReturnVisitShare), new { Before = before, After = command.Percent.Value }, command.By.Act(), work.Time.UtcNow()));
        return Result.Done;
    }
}
