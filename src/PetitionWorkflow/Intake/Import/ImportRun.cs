using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Intake.Import;

public enum ImportState
{
    /// <summary>The file is here; a job reads it through without importing (dry run).</summary>
    Checking = 1,

    /// <summary>Read through; a person decides.</summary>
    Checked = 2,

    /// <summary>Rows are going in. A run in this state goes on after a restart.</summary>
    Running = 3,

    Finished = 4,

    /// <summary>A person stopped it; what was in stays in.</summary>
    Stopped = 5,

    /// <summary>The file could not be used at all.</summary>
    Failed = 6,
}

/// <summary>Who goes on with an unfinished run.</summary>
public enum ImportOrigin
{
    /// <summary>The service itself: the file was uploaded and lies in its storage.</summary>
    Upload = 1,

    /// <summary>Whoever gives the same command again: the file stays where it was.</summary>
    Command = 2,
}

/// <summary>
/// One import of one file. Its counters are written in the transaction of the rows they count: after a kill at any moment they say
/// exactly how far the file is in.
/// </summary>
public sealed class ImportRun
{
    public required Guid Id { get; init; }
    public required string FileName { get; init; }

    /// <summary>The file's hash: the same command with the same file goes on where it stopped.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required ImportOrigin Origin { get; init; }

    /// <summary>The platform of rows that name none.</summary>
    public required string Platform { get; init; }

    public required DateTime CreatedAt { get; init; }
    public Guid? CreatedById { get; init; }
    public required string CreatedByName { get; init; }
    public ImportState State { get; set; }
    public string? EncodingName { get; set; }

    /// <summary>The file's headings with what each was taken for, as JSON (<see cref="ImportHeading"/>).</summary>
    public string HeadingsJson { get; set; } = "[]";

    /// <summary>Rows in the file, known after the dry run.</summary>
    public long? TotalRows { get; set; }

    /// <summary>Rows dealt with, in whichever way.</summary>
    public long RowsDone { get; set; }

    /// <summary>Went in; in a dry run: would go in.</summary>
    public int Accepted { get; set; }

    /// <summary>The message was a case already, from an earlier import or higher up in the file.</summary>
    public int AlreadyThere { get; set; }

    public int Rejected { get; set; }

    /// <summary>Code of the refusal when the file could not be used.</summary>
    public string? FailureCode { get; set; }

    public DateTime? FinishedAt { get; set; }
    public int Version { get; private set; }
}

/// <summary>A row that did not go in, with the reason.</summary>
public sealed class ImportReject
{
    /// <summary>More are counted but not listed: such a file has one fault, not many.</summary>
    public const int MaxListed = 10_000;

    public long Id { get; private set; }
    public required Guid RunId { get; init; }

    /// <summary>Where the row begins in the file, counted from 1.</summary>
    public required long Line { get; init; }

    /// <summary>Code and arguments of the refusal, so that each reader gets the reason in the own language.</summary>
    public required string Code { get; init; }

    public required string ArgsJson { get; init; }

    /// <summary>The register field that the rule is about, when it is about one.</summary>
    public string? Field { get; init; }

    public string? MessageId { get; init; }
    public string? Subject { get; init; }
}

/// <param name="Meaning">Null when the import does not use the column.</param>
public sealed record ImportHeading(string Heading, ImportColumn? Meaning);

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("ImportRuns");
        run.Property(r => r.FileName).HasMaxLength(200);
        run.Property(r => r.Sha256).HasMaxLength(64);
        run.Property(r => r.Platform).HasMaxLength(64);
        run.Property(r => r.CreatedByName).HasMaxLength(100);
        run.Property(r => r.EncodingName).HasMaxLength(40);
        run.Property(r => r.FailureCode).HasMaxLength(64);
        run.Property(r => r.Version).IsConcurrencyToken();
        run.HasIndex(r => new { r.State, r.Origin });
    }
}

internal sealed class ImportRejectMapping : IEntityTypeConfiguration<ImportReject>
{
    public void Configure(EntityTypeBuilder<ImportReject> reject)
    {
        reject.ToTable("ImportRejects");
        reject.Property(r => r.Code).HasMaxLength(64);
        reject.Property(r => r.Field).HasMaxLength(64);
        reject.Property(r => r.MessageId).HasMaxLength(100);
        reject.Property(r => r.Subject).HasMaxLength(100);
        reject.HasIndex(r => new { r.RunId, r.Line });
        reject.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
