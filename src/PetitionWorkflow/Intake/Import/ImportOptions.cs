using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Intake.Import;

/// <summary>Section <c>Import</c>.</summary>
public sealed class ImportOptions
{
    /// <summary>Rows per transaction. Default 100.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>The platform of messages whose file names none. Default 网上留言.</summary>
    [Required, StringLength(64)]
    public string Platform { get; set; } = "网上留言";

    /// <summary>The largest file that can be uploaded, in megabytes; a command takes any. Default 500.</summary>
    [Range(1, 2000)]
    public int MaxMegabytes { get; set; } = 500;
}
