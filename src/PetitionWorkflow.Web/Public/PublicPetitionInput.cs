using System.ComponentModel.DataAnnotations;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Web.Public;

/// <summary>What a petitioner writes (Art. 19: name, address, request, facts, reasons). Names are those of the refusals' fields.</summary>
public sealed class PublicPetitionInput
{
    /// <summary>Chosen when the form is opened: sending it twice registers one case.</summary>
    public Guid Id { get; set; }

    [Display(Name = "Public.Subject")]
    public string? Subject { get; set; }

    [Display(Name = "Public.Text")]
    public string? Text { get; set; }

    [Display(Name = "Public.Place")]
    public string? Place { get; set; }

    [Display(Name = "Public.Accused")]
    public string? Accused { get; set; }

    public PublicPersonInput Petitioner { get; set; } = new();

    [Display(Name = "Public.Files")]
    public List<IFormFile> Files { get; set; } = [];

    public List<string> Staged { get; set; } = [];

    public RegisterEntry ToEntry(DateTime received, string platform) => new()
    {
        Register = new OnlineRegister { Platform = platform, CapturedAt = received, IsPublic = false, Accused = string.IsNullOrWhiteSpace(Accused) ? null : Accused.Trim() },
        Petitioner = Petitioner.IsAnonymous
            ? new Petitioner { IsAnonymous = true, PeopleCount = Petitioner.PeopleCount ?? 1 }
            : new Petitioner
            {
                Name = Petitioner.Name?.Trim(),
                Address = Petitioner.Address?.Trim(),
                Phone = Petitioner.Phone?.Trim(),
                Email = Petitioner.Email?.Trim(),
                PeopleCount = Petitioner.PeopleCount ?? 1,
            },
        Subject = TypedText.Clean(Subject),
        Text = TypedText.Clean(Text),
        Place = Place?.Trim(),
        ReceivedAt = received,
    };

    /// <summary>What must be said to be answered; an anonymous petitioner gives up the answer, not the petition.</summary>
    public IEnumerable<string> Missing()
    {
        if (Petitioner.IsAnonymous)
        {
            return [];
        }

        (string Field, string? Value)[] required =
            [("Petitioner.Name", Petitioner.Name), ("Petitioner.Address", Petitioner.Address), ("Petitioner.Phone", Petitioner.Phone)];
        return required.Where(r => string.IsNullOrWhiteSpace(r.Value)).Select(r => r.Field);
    }
}

public sealed class PublicPersonInput
{
    [Display(Name = "Public.Name")]
    public string? Name { get; set; }

    [Display(Name = "Public.Address")]
    public string? Address { get; set; }

    [Display(Name = "Public.Phone")]
    public string? Phone { get; set; }

    [Display(Name = "Public.Email")]
    public string? Email { get; set; }

    [Display(Name = "Public.PeopleCount")]
    public int? PeopleCount { get; set; }

    [Display(Name = "Public.IsAnonymous")]
    public bool IsAnonymous { get; set; }
}
