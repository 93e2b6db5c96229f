using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Documents;

/// <summary>Section <c>Documents</c>.</summary>
public sealed class DocumentOptions
{
    /// <summary>The language that papers are written in: zh-Hans (the default), zh-Hant or en.</summary>
    [Required, RegularExpression("zh-Hans|zh-Hant|en")]
    public string Language { get; set; } = "zh-Hans";
}
