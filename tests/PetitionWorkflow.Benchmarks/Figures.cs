using System.Globalization;
using System.Text.Json;

namespace PetitionWorkflow.Benchmarks;

/// <summary>What a benchmark found: named figures for scripts, and further ones that are only shown.</summary>
internal sealed class Figures(string title)
{
    private readonly Dictionary<string, object> _named = [];
    private readonly List<(string Name, double Value)> _shown = [];

    public void Set(string name, double value)
    {
        _named[name] = Math.Round(value, 3);
        Show(name, value);
    }

    public void SetGroup(string name, Dictionary<string, double> values)
    {
        _named[name] = values.ToDictionary(v => v.Key, v => Math.Round(v.Value, 3));
        foreach (var (key, value) in values)
        {
            Show($"{name} {key}", value);
        }
    }

    /// <summary>Also tells a person who waits how far it is.</summary>
    public void Show(string name, double value)
    {
        _shown.Add((name, value));
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:N2}"));
    }

    public void Print()
    {
        Console.WriteLine($"{title}, {Environment.ProcessorCount} processors, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}");
        foreach (var (name, value) in _shown)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-40} {value,12:N2}"));
        }
    }

    public static void Write(string file, params IEnumerable<Figures> all)
    {
        var merged = all.SelectMany(f => f._named).ToDictionary(f => f.Key, f => f.Value);
        File.WriteAllText(file, JsonSerializer.Serialize(merged, new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }
}
