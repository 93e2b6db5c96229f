using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace PetitionWorkflow.Web.Public;

/// <summary>
/// What a petitioner's browser carries for a while instead of an address: the case that number and code have opened, and the receipt
/// just given. Sealed, for these pages only, gone with the browser at the latest.
/// </summary>
public sealed class PublicCookies(IDataProtectionProvider protection)
{
    private const string CaseName = "petition.case";
    private const string ReceiptName = "petition.receipt";

    /// <summary>Enough for one long form.</summary>
    private static readonly TimeSpan CaseLifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan ReceiptLifetime = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector _cases = protection.CreateProtector("public-case").ToTimeLimitedDataProtector();
    private readonly ITimeLimitedDataProtector _receipts = protection.CreateProtector("public-receipt").ToTimeLimitedDataProtector();

    public void OpenCase(HttpContext context, Guid petitionId) => Write(context, CaseName, _cases.Protect(petitionId.ToString("N"), CaseLifetime));

    public Guid? OpenedCase(HttpContext context) => Guid.TryParse(Read(context, CaseName, _cases), out var id) ? id : null;

    public void GiveReceipt(HttpContext context, string number, string code) =>
        Write(context, ReceiptName, _receipts.Protect($"{number} {code}", ReceiptLifetime));

    /// <summary>Readable again for a quarter of an hour: whoever turns the phone must not lose the code.</summary>
    public (string Number, string Code)? Receipt(HttpContext context) =>
        Read(context, ReceiptName, _receipts)?.Split(' ') is [var number, var code] ? (number, code) : null;

    /// <summary>For computers that several people use.</summary>
    public static void Leave(HttpContext context)
    {
        context.Response.Cookies.Delete(CaseName, Options(context));
        context.Response.Cookies.Delete(ReceiptName, Options(context));
    }

    private static void Write(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, Options(context));

    private static string? Read(HttpContext context, string name, ITimeLimitedDataProtector seal)
    {
        try
        {
            return context.Request.Cookies[name] is { Length: > 0 } value ? seal.Unprotect(value) : null;
        }
        catch (CryptographicException)
        {
            // Forged, or too old: as if there were none.
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        Path = "/p", HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps,
    };
}
