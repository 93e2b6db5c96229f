using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Starts a clock of the catalogue for a case. Called within the unit of work of whatever starts it.</summary>
/// <param name="PetitionId">The case.</param>
/// <param name="Code">K01 … K19.</param>
public sealed record StartClock(Guid PetitionId, string Code)
{
    /// <summary>UTC; null means now. Never later than now.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>Counted from what the rule says (<see cref="ClockRule.Starts"/>), where the case knows the moment.</summary>
    public bool ByRule { get; init; }

    /// <summary>For a clock that measures one assignment, or one duty (K19); two units of one case then have a clock each.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>Who is bound and reminded; null for the office itself, or for whichever unit leads (K05).</summary>
    public Guid? UnitId { get; init; }

    /// <summary>The limit as written on the slip; required where the rule has no length of its own (K07, K19).</summary>
    public DateOnly? StatedDay { get; init; }

    /// <summary>The legal clock's due day that this one must not outlive (K17).</summary>
    public DateOnly? NotAfter { get; init; }
}

public sealed class StartClockHandler(UnitOfWork work, ClockCatalogues catalogues, CaseProfiles profiles, ClockDerivation derivation, OpenClocks open, ClockTrace trace)
{
    /// <summary>Somebody's watch may be a little ahead of ours: then it starts now.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    public async Task<Result<CaseClock>> HandleAsync(StartClock command, ActContext act, CancellationToken cancellation)
    {
        var now = work.Time.UtcNow();
        var startedAt = command.StartedAt ?? await MomentByRuleAsync(command, cancellation) ?? now;
        if (startedAt > now + Tolerance)
        {
            return new Refusal("clock-start-in-future", command.Code);
        }

        startedAt = startedAt > now ? now : startedAt;

        var rule = catalogues.Current.InForce(command.Code, ChinaTime.DayOf(startedAt));
        if (rule.Refusal is { } notInForce)
        {
            return notInForce;
        }

        if (await open.FindAsync(command.PetitionId, command.Code, command.AssignmentId, cancellation) is not null)
        {
            return new Refusal("clock-already-running", command.Code);
        }

        var profile = await profiles.OfCaseAsync(command.PetitionId, cancellation);
        var clock = new CaseClock
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            PetitionId = command.PetitionId,
            Code = command.Code,
            RuleVersion = rule.Value.Version,
            Profile = profile.Profile == ClockProfiles.National ? null : profile.Profile,
            AssignmentId = command.AssignmentId,
            UnitId = command.UnitId,
            StartedAt = startedAt,
            RemindedUntil = startedAt,
        };
        clock.Open();
        var hours = catalogues.Current.Of(clock).Unit == ClockUnit.OfficeHours ? await OfficeHours.ReadAsync(work.Db, cancellation) : null;
        clock.SetTerms(new ClockTerms { StatedDay = command.StatedDay, NotAfter = command.NotAfter, Profile = profile, OfficeHours = hours });
        await derivation.DeriveAsync(clock, cancellation);
        work.Db.Add(clock);
        trace.Raise(clock, new ClockStarted(clock.Id, clock.Code, clock.DueDay, clock.IsProvisional), act);
        return clock;
    }

    /// <summary>The rule of today says from what; the version that the clock runs under is then the one in force at that moment.</summary>
    private async Task<DateTime?> MomentByRuleAsync(StartClock command, CancellationToken cancellation)
    {
        if (!command.ByRule || catalogues.Current.InForce(command.Code, work.Time.Today()) is not { IsRefused: false, Value: var rule } || rule.Starts == ClockStart.Step)
        {
            return null;
        }

        var petition = await work.Db.FindAsync<Petition>([command.PetitionId], cancellation)
            ?? throw new InvalidOperationException($"The case {command.PetitionId} whose clock starts does not exist.");
        return rule.Starts switch
        {
            ClockStart.Received => petition.ReceivedAt,
            ClockStart.Registered => petition.RegisteredAt,
            ClockStart.Accepted => petition.AcceptedAt,
            ClockStart.Delivered => petition.OpinionDeliveredAt,
            _ => throw new InvalidOperationException($"A clock cannot be counted from {rule.Starts}."),
        };
    }
}
