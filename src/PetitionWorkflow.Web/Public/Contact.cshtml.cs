using Microsoft.Extensions.Options;

namespace PetitionWorkflow.Web.Public;

/// <summary>Address, telephone, times and places of reception (Art. 18, C09), from the settings.</summary>
public sealed class ContactModel(IOptions<PublicOptions> options) : PublicPageModel
{
    public IEnumerable<(string Key, string Value)> Lines => new (string Key, string? Value)[]
    {
        ("Public.OfficeAddress", options.Value.Address),
        ("Public.OfficePostalCode", options.Value.PostalCode),
        ("Public.OfficeTelephone", options.Value.Telephone),
        ("Public.OfficeEmail", options.Value.Email),
        ("Public.OfficeHours", options.Value.Hours),
        ("Public.OfficeComplaints", options.Value.ComplaintTelephone),
    }.Where(line => !string.IsNullOrWhiteSpace(line.Value)).Select(line => (line.Key, line.Value!));
}
