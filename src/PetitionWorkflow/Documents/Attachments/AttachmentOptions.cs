using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Section <c>Attachments</c>.</summary>
public sealed class AttachmentOptions
{
    /// <summary>The largest single file, in megabytes. Default 20.</summary>
    [Range(1, 1024)]
    public int MaxMegabytes { get; set; } = 20;

    /// <summary>How many files one submission may carry. Default 10.</summary>
    [Range(1, 100)]
    public int MaxFiles { get; set; } = 10;

    /// <summary>Files that no case refers to (a form that was never sent) are deleted after so many days. Default 3.</summary>
    [Range(1, 365)]
    public int KeepUnusedDays { get; set; } = 3;

    public long MaxBytes => MaxMegabytes * 1024L * 1024L;
}
