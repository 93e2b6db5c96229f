namespace PetitionWorkflow.Persistence;

/// <summary>
/// What a room wants to find in the database before the service opens: roles, calendars, shipped workflows. Runs at every start, in
/// the order of registration, and must change nothing when it has run before. Writes through <see cref="UnitOfWorkRunner"/>.
/// </summary>
public interface IStartupSeed
{
    Task SeedAsync(CancellationToken cancellation);
}
