namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>Something that is true of every database that only this program has written to, whenever it was killed.</summary>
internal interface IInvariant
{
    /// <summary>The rows for which it is not true.</summary>
    Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation);
}

/// <summary>One broken promise.</summary>
/// <param name="Code">Stable, kebab-case; the text is <c>Doctor.CODE</c>.</param>
/// <param name="Subject">What it is about: a case number where there is one, else an id.</param>
/// <param name="Args">Values for the text; never personal data.</param>
public sealed record Violation(string Code, string Subject, params object[] Args);
