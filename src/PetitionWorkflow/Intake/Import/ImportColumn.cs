namespace PetitionWorkflow.Intake.Import;

/// <summary>What a column of a file can mean to a register.</summary>
public enum ImportColumn
{
    MessageId = 1,
    Account = 2,
    Subject = 3,
    SentAt = 4,
    Text = 5,
    Platform = 6,
    Name = 7,
    Phone = 8,
    Email = 9,
    Address = 10,
    Gender = 11,
    Age = 12,
    Place = 13,
    Link = 14,
    IsPublic = 15,
    Likes = 16,
    Dislikes = 17,
    Reply = 18,
    RepliedAt = 19,
    Category = 20,
}
