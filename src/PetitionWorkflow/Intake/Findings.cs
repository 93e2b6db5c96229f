using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>Everything that is wrong with one entry, each beside its field.</summary>
internal sealed class Findings
{
    private readonly List<Refusal> _found = [];

    public IReadOnlyList<Refusal> All => _found;

    public void Add(string field, string code, params object[] args) => _found.Add(new Refusal(code, args) { Field = field });

    public void Check(bool good, string field, string code, params object[] args)
    {
        if (!good)
        {
            Add(field, code, args);
        }
    }

    public void Required(string field, string? value) => Check(!string.IsNullOrWhiteSpace(value), field, "entry-required");

    public void Length(string field, string? value, int max) => Check(value is null || value.Length <= max, field, "entry-too-long", max);

    public void Range(string field, int? value, int min, int max) =>
        Check(value is null || (value >= min && value <= max), field, "entry-out-of-range", min, max);

    /// <summary>The first finding carries the others; null when there is none.</summary>
    public Refusal? ToRefusal() => _found.Count == 0 ? null : _found[0] with { Others = _found[1..] };
}
