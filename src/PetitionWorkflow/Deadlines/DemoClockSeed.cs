using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Sets the service's clock where the demo left it, before any other seed asks for the time.</summary>
internal sealed class DemoClockSeed(PetitionDbContext db, ServiceClock clock) : IStartupSeed
{
    public Task SeedAsync(CancellationToken cancellation) => AdvanceClockHandler.RestoreAsync(db, clock, cancellation);
}

public static class DemoClockServices
{
    public static IServiceCollection AddDemoClock(this IServiceCollection services) =>
        services.AddScoped<IStartupSeed, DemoClockSeed>().AddScoped<AdvanceClockHandler>();
}
