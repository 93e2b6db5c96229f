using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PetitionWorkflow.Documents.Attachments;

namespace PetitionWorkflow.Web.Intake;

/// <summary>
/// Files that are stored while their form is not: the form carries them as sealed slips, so that a form with a mistake need not be
/// sent again with all its files, and nobody can write a slip for somebody else's file.
/// </summary>
public sealed class StagedFiles(IDataProtectionProvider protection)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(1);
    private readonly ITimeLimitedDataProtector _seal = protection.CreateProtector("staged-attachments").ToTimeLimitedDataProtector();

    public string Seal(StoredFile file) => _seal.Protect(JsonSerializer.Serialize(file), ValidFor);

    /// <returns>Null for a slip that is forged, damaged or too old.</returns>
    public StoredFile? Open(string slip)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredFile>(_seal.Unprotect(slip));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
