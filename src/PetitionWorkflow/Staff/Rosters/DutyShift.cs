using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Staff.Rosters;

/// <summary>值班 (二(二)3a, 二(五)1a; C12, C32): who is at a post on a day, from when until when; and whether the person was there.</summary>
public sealed class DutyShift
{
    public required Guid Id { get; init; }

    /// <summary>The day in China.</summary>
    public required DateOnly Day { get; init; }

    public required DutyPost Post { get; init; }
    public required TimeOnly From { get; init; }

    /// <summary>The first moment that is not of it any more; midnight is the day's end.</summary>
    public required TimeOnly Until { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>到崗, 離崗 (UTC), said by the person.</summary>
    public DateTime? CheckedInAt { get; set; }

    public DateTime? CheckedOutAt { get; set; }

    public TimeSpan Begin => From.ToTimeSpan();
    public TimeSpan End => Until == TimeOnly.MinValue ? TimeSpan.FromDays(1) : Until.ToTimeSpan();

    public bool Covers(DateTime local) => DateOnly.FromDateTime(local) == Day && local.TimeOfDay >= Begin && local.TimeOfDay < End;
}

public enum DutyPost
{
    /// <summary>接待窗口</summary>
    Reception = 1,

    /// <summary>熱線</summary>
    Hotline = 2,

    /// <summary>值班領導</summary>
    Leader = 3,
}

internal sealed class DutyShiftMapping : IEntityTypeConfiguration<DutyShift>
{
    public void Configure(EntityTypeBuilder<DutyShift> shift)
    {
        shift.ToTable("DutyShifts");
        shift.Ignore(s => s.Begin).Ignore(s => s.End);
        shift.HasIndex(s => new { s.Day, s.Post });
        shift.HasIndex(s => new { s.PersonId, s.Day });
    }
}
