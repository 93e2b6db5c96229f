using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>推諉 (C13): from how many bounces on the office supervises a case. An administrator says, and why.</summary>
public sealed record SetSupervisionLimit(int? Bounces, string? Reason, Viewer By);

/// <summary>The limit in force, and the changes that led to it.</summary>
public sealed class SupervisionLimit(UnitOfWork work)
{
    public const string Setting = "supervised-from-bounces";

    /// <summary>Until an administrator says otherwise; the rulebook has no number.</summary>
    public const int Default = 3;

    public const int Most = 20;

    public Task<int> ReadAsync(CancellationToken cancellation) => work.Db.NumberAsync(Setting, Default, cancellation);

    /// <summary>The latest first.</summary>
    public Task<List<StaffChange>> ChangesAsync(CancellationToken cancellation) =>
        work.Db.Set<StaffChange>().AsNoTracking().Where(c => c.Kind == nameof(SetSupervisionLimit)).OrderByDescending(c => c.Id).Take(20).ToListAsync(cancellation);

    public async Task<Result> HandleAsync(SetSupervisionLimit command, CancellationToken cancellation)
    {
        if (!command.By.Is(Roles.Administrator))
        {
            return new Refusal("case-not-for-you");
        }

        var reason = TypedText.Clean(command.Reason);
        if (command.Bounces is not (>= 1 and <= Most))
        {
            return new Refusal("supervision-limit", 1, Most) { Field = "Bounces" };
        }

        if (TypedText.Fault(reason, 500, "LimitReason") is { } fault)
        {
            return fault;
        }

        var before = await ReadAsync(cancellation);
        await work.Db.SetAsync(Setting, command.Bounces.Value.ToString(CultureInfo.InvariantCulture), cancellation);
        work.Db.Add(StaffChange.Of(Guid.Empty, nameof(SetSupervisionLimit), new { Before = before, After = command.Bounces.Value }, command.By.Act(reason), work.Time.UtcNow()));
        return Result.Done;
    }
}
