using System.ComponentModel.DataAnnotations;

namespace PetitionWorkflow.Web.Public;

/// <summary>Section <c>Public</c>: what the office tells the public (Art. 18), and how often an address may ask.</summary>
public sealed class PublicOptions
{
    public string? Address { get; set; }
    public string? PostalCode { get; set; }
    public string? Telephone { get; set; }
    public string? Email { get; set; }

    /// <summary>Times and places of reception, as they are to be read.</summary>
    public string? Hours { get; set; }

    /// <summary>舉報電話 (C09).</summary>
    public string? ComplaintTelephone { get; set; }

    /// <summary>Petitions that one network address may send in an hour; a library or a village may share one. Default 20.</summary>
    [Range(1, 10_000)]
    public int SubmissionsPerHour { get; set; } = 20;

    /// <summary>Query codes that one network address may try in ten minutes. Default 30.</summary>
    [Range(1, 10_000)]
    public int QueriesPerTenMinutes { get; set; } = 30;
}
