using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Staff.Training;

/// <summary>培訓 (二(二)2, C11): what the office's people were trained in, when, for how long, and who was there.</summary>
public sealed class TrainingSession
{
    public const int MaxTopic = 200;

    public required Guid Id { get; init; }
    public required DateOnly HeldOn { get; init; }
    public required TrainingArea Area { get; init; }
    public required string Topic { get; init; }
    public required decimal Hours { get; init; }
    public required DateTime RecordedAt { get; init; }
    public required string RecordedByName { get; init; }

    public List<TrainingAttendance> Attendees { get; } = [];
}

/// <summary>The rulebook's three subjects.</summary>
public enum TrainingArea
{
    /// <summary>政策法規</summary>
    Policy = 1,

    /// <summary>溝通技巧</summary>
    Communication = 2,

    /// <summary>應急處置</summary>
    Emergency = 3,
}

public sealed class TrainingAttendance
{
    public required Guid SessionId { get; init; }
    public required Guid PersonId { get; init; }
}

internal sealed class TrainingSessionMapping : IEntityTypeConfiguration<TrainingSession>
{
    public void Configure(EntityTypeBuilder<TrainingSession> session)
    {
        session.ToTable("TrainingSessions");
        session.Property(s => s.Topic).HasMaxLength(TrainingSession.MaxTopic);
        session.Property(s => s.Hours).HasPrecision(5, 1);
        session.Property(s => s.RecordedByName).HasMaxLength(100);
        session.HasIndex(s => s.HeldOn);
        session.HasMany(s => s.Attendees).WithOne().HasForeignKey(a => a.SessionId);
    }
}

internal sealed class TrainingAttendanceMapping : IEntityTypeConfiguration<TrainingAttendance>
{
    public void Configure(EntityTypeBuilder<TrainingAttendance> attendance)
    {
        attendance.ToTable("TrainingAttendances");
        attendance.HasKey(a => new { a.SessionId, a.PersonId });
        attendance.HasIndex(a => a.PersonId);
    }
}
