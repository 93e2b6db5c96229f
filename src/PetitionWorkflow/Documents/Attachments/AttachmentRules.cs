using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents.Attachments;

public sealed class AttachmentRules(IOptions<AttachmentOptions> options)
{
    public const string Field = "Files";

    public long MaxBytes => options.Value.MaxBytes;

    public Refusal? CheckCount(int files) =>
        files > options.Value.MaxFiles ? new Refusal("too-many-attachments", options.Value.MaxFiles) { Field = Field } : null;

    public Refusal TooLarge(string fileName) => new("attachment-too-large", fileName, options.Value.MaxMegabytes) { Field = Field };
}
