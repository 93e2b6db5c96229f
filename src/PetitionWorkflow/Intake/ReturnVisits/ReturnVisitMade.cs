using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.ReturnVisits;

/// <summary>回訪 (五(二)4, C81): after the case the office asked the petitioner; kept within the office.</summary>
/// <param name="On">The legal day.</param>
/// <param name="Satisfaction">With the outcome; only of those who answered.</param>
/// <param name="Words">What was said; may be empty.</param>
public sealed record ReturnVisitMade(
    DateOnly On, ContactMethod Method, ReturnVisitAnswer Answer, Satisfaction? Satisfaction, string Words, bool OfficeOnly = true) : IFoundAcrossCases;

/// <summary>Who was not reached or would not say is counted apart, and never as satisfied.</summary>
public enum ReturnVisitAnswer
{
    Answered = 1,
    NotReached = 2,
    Declined = 3,
}
