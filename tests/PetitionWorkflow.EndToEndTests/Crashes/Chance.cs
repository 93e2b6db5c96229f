using System.Globalization;

namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary>Random moments that can be repeated: the seed is printed, and PETITION_KILL_SEED sets it.</summary>
internal sealed class Chance
{
    private readonly Random _random;

    public Chance(ITestOutputHelper output)
    {
        Seed = int.TryParse(Environment.GetEnvironmentVariable("PETITION_KILL_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        _random = new Random(Seed);
        output.WriteLine($"PETITION_KILL_SEED={Seed}");
    }

    public int Seed { get; }

    /// <summary>Noon of two days ago: old enough to have been received, young enough that every reminder is still to come.</summary>
    public static DateTime Noon => TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-2).AddHours(12);

    public int Below(int limit) => _random.Next(limit);

    public bool OneIn(int times) => _random.Next(times) == 0;

    public TimeSpan UpTo(int milliseconds) => TimeSpan.FromMilliseconds(_random.NextDouble() * milliseconds);
}
