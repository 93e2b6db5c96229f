namespace PetitionWorkflow.Petitions.Viewings;

/// <summary>What of a petitioner's identity a page showed (C14).</summary>
[Flags]
public enum PersonalFields
{
    None = 0,
    Name = 1,
    Phone = 2,
    Address = 4,
    Email = 8,

    /// <summary>性別, 年齡</summary>
    Person = 16,

    /// <summary>證件號碼, 帳號 and what else the register of the channel holds.</summary>
    Register = 32,

    /// <summary>A file or a package is handed out whole: whatever stands in it.</summary>
    Everything = 64,
}

public static class PersonalData
{
    private const int MostMarks = 2;

    /// <summary>The fields that the petitioner gave, of those that a page shows.</summary>
    public static PersonalFields Given(this Petitioner person, PersonalFields shown = PersonalFields.Name | PersonalFields.Phone | PersonalFields.Address | PersonalFields.Email | PersonalFields.Person) => shown
        & ((person.Name is { Length: > 0 } && !person.IsAnonymous ? PersonalFields.Name : 0)
            | (person.Phone is { Length: > 0 } ? PersonalFields.Phone : 0)
            | (person.Address is { Length: > 0 } ? PersonalFields.Address : 0)
            | (person.Email is { Length: > 0 } ? PersonalFields.Email : 0)
            | (person.Gender is not null || person.Age is not null ? PersonalFields.Person : 0)
            | (shown & PersonalFields.Register));

    /// <summary>張＊＊: enough to tell lines of a list apart; the whole name is read on the case, where the look is recorded.</summary>
    public static string? Mask(string? name) => name is not { Length: > 0 } ? name : name[..1] + new string('＊', Math.Clamp(name.Length - 1, 1, MostMarks));
}
