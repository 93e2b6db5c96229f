using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Periodic;

public enum ReportState
{
    Draft = 1,
    Submitted = 2,
    Returned = 3,

    /// <summary>And sent out; nothing changes any more.</summary>
    Approved = 4,
}

/// <summary>周小結、月分析、季報、年報 (四(二)1, C60-C63): frozen numbers, the office's words, and the way from draft to distribution (C66-C68).</summary>
public sealed class PeriodReport
{
    public required Guid Id { get; init; }
    public required ReportSpan Span { get; init; }
    public required int Year { get; init; }

    /// <summary>Of the week, month or quarter in its year.</summary>
    public required int Number { get; init; }

    /// <summary><see cref="PeriodFigures"/> of all cases, canonical.</summary>
    public required string FiguresJson { get; init; }

    /// <summary>The same without accusations, before small numbers are hidden.</summary>
    public required string UnitFiguresJson { get; init; }

    /// <summary>SHA-256 of both.</summary>
    public required string FiguresHash { get; init; }

    /// <summary>UTC; what happened later is not in the numbers.</summary>
    public required DateTime FiguredAt { get; init; }

    public ReportState State { get; private set; } = ReportState.Draft;

    /// <summary><see cref="ReportWords"/>, canonical.</summary>
    public string WordsJson { get; private set; } = CanonicalJson.Write(new ReportWords("", "", "", ""));

    /// <summary>How often it was submitted; a leader decides on the submission that was read.</summary>
    public int Submission { get; private set; }

    public Guid? SubmittedById { get; private set; }

    /// <summary><see cref="UnitCopy"/> as it stood at the submission, so that the leader sees what units will read.</summary>
    public string? UnitCopyJson { get; private set; }

    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Notices queued at the approval.</summary>
    public int LeadersTold { get; private set; }

    public int UnitsTold { get; private set; }

    public List<ReportStep> Steps { get; } = [];

    public int Version { get; private set; }

    public ReportWords Words => CanonicalJson.Read<ReportWords>(WordsJson);

    public PeriodFigures Figures => CanonicalJson.Read<PeriodFigures>(FiguresJson);

    public PeriodFigures UnitFigures => CanonicalJson.Read<PeriodFigures>(UnitFiguresJson);

    public UnitCopy? UnitCopy => UnitCopyJson is null ? null : CanonicalJson.Read<UnitCopy>(UnitCopyJson);

    public ReportPeriod Key => new(Span, Year, Number);

    public Period Period => Key.Days;

    public bool IsWritable => State is ReportState.Draft or ReportState.Returned;

    /// <summary>A report begins with its step.</summary>
    public static PeriodReport Begin(Guid id, ReportPeriod period, PeriodFigures figures, PeriodFigures forUnits, ActContext act, DateTime at)
    {
        var (json, unitJson) = (CanonicalJson.Write(figures), CanonicalJson.Write(forUnits));
        var report = new PeriodReport
        {
            Id = id, Span = period.Span, Year = period.Year, Number = period.Number, FiguresJson = json, UnitFiguresJson = unitJson,
            FiguresHash = CanonicalJson.Hash(CanonicalJson.Write(new { figures, forUnits })), FiguredAt = at,
        };
        report.Step(ReportAct.Drafted, act, at);
        return report;
    }

    public Result Write(ReportWords words, ActContext act, DateTime at)
    {
        if (!IsWritable)
        {
            return new Refusal("report-not-writable");
        }

        if (words != Words)
        {
            WordsJson = CanonicalJson.Write(words);
            Step(ReportAct.Written, act, at);
        }

        return Result.Done;
    }

    public Result Submit(UnitCopy copy, ActContext act, DateTime at)
    {
        if (!IsWritable)
        {
            return new Refusal("report-not-writable");
        }

        (State, SubmittedById, UnitCopyJson) = (ReportState.Submitted, act.ActorId, CanonicalJson.Write(copy));
        Submission++;
        Step(ReportAct.Submitted, act, at);
        return Result.Done;
    }

    public Result Return(int submission, ActContext act, DateTime at)
    {
        if (NotDecidable(submission) is { } refusal)
        {
            return refusal;
        }

        State = ReportState.Returned;
        Step(ReportAct.Returned, act, at);
        return Result.Done;
    }

    public Result Approve(int submission, ActContext act, DateTime at)
    {
        if (NotDecidable(submission) is { } refusal)
        {
            return refusal;
        }

        if (act.ActorId == SubmittedById)
        {
            return new Refusal("report-own-approval");
        }

        (State, ApprovedAt) = (ReportState.Approved, at);
        Step(ReportAct.Approved, act, at);
        return Result.Done;
    }

    /// <summary>Only what is approved goes out (C67).</summary>
    public void Distributed(int leaders, int units, ActContext act, DateTime at)
    {
        if (State != ReportState.Approved)
        {
            throw new InvalidOperationException("A report is sent out when it is approved, never before.");
        }

        (LeadersTold, UnitsTold) = (leaders, units);
        Step(ReportAct.Distributed, act, at);
    }

    private Refusal? NotDecidable(int submission) => (State, submission) switch
    {
        (not ReportState.Submitted, _) => new Refusal("report-not-submitted"),
        _ when submission != Submission => new Refusal("report-read-again"),
        _ => null,
    };

    private void Step(ReportAct what, ActContext act, DateTime at) =>
        Steps.Add(new ReportStep { What = what, At = at, ActorId = act.ActorId, ActorName = act.ActorName, Words = act.Reason });
}

/// <summary>The sections of 四(二)2 beside the numbers (C64, C65).</summary>
public sealed record ReportWords(string Overview, string KeyProblems, string Forecast, string Suggestions)
{
    public const int MaxSection = 8000;
}

/// <summary>What units read: words without persons and cases, numbers without accusations and without small ones (C68).</summary>
public sealed record UnitCopy(ReportWords Words, PeriodFigures Figures);

public enum ReportAct
{
    Drafted = 1,
    Written = 2,
    Submitted = 3,
    Returned = 4,
    Approved = 5,
    Distributed = 6,
}

/// <summary>One line of a report's history: who did what, with which words.</summary>
public sealed class ReportStep
{
    public long Id { get; private set; }
    public required ReportAct What { get; init; }
    public required DateTime At { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? Words { get; init; }
}

internal sealed class PeriodReportMapping : IEntityTypeConfiguration<PeriodReport>
{
    public void Configure(EntityTypeBuilder<PeriodReport> report)
    {
        report.ToTable("PeriodReports");
        report.Property(r => r.FiguresHash).HasMaxLength(64);
        report.Property(r => r.Version).IsConcurrencyToken();
        report.Ignore(r => r.Words);
        report.Ignore(r => r.Figures);
        report.Ignore(r => r.UnitFigures);
        report.Ignore(r => r.UnitCopy);
        report.Ignore(r => r.Key);
        report.Ignore(r => r.Period);
        report.HasIndex(r => new { r.Span, r.Year, r.Number }).IsUnique();
        report.OwnsMany(r => r.Steps, step =>
        {
            step.ToTable("ReportSteps");
            step.WithOwner().HasForeignKey("ReportId");
            step.HasKey(s => s.Id);
            step.Property(s => s.ActorName).HasMaxLength(100);
            step.Property(s => s.Words).HasMaxLength(ReportWords.MaxSection);
        });
    }
}
