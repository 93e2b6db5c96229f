namespace PetitionWorkflow.Web.Hosting;

public static class StartUpMemory
{
    /// <summary>
    /// The database's model, the routes and the seeds leave some fifty megabytes behind that nothing needs again; without this they
    /// would stay until the oldest generation is collected, hours later on a quiet day.
    /// </summary>
    public static void ForgetStartUp(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));
}
