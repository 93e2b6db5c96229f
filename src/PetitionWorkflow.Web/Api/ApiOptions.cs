using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Web.Api;

/// <summary>Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Requests that one key may make in a minute, all nodes by themselves. Default 600.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;
}
