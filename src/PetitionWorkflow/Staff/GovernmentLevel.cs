namespace PetitionWorkflow.Staff;

/// <summary>分級負責: the levels between which matters are divided (C05), the highest first.</summary>
public enum GovernmentLevel
{
    Province = 1,
    City = 2,
    District = 3,
    Street = 4,
}
