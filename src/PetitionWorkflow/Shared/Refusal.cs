namespace PetitionWorkflow.Shared;

/// <summary>
/// An expected "no": the rule that was broken and what to tell the person. The code is the key of the text in every language
/// (<c>Refusal.CODE</c>), the arguments fill it. Codes are unique and listed in docs/refusals.md.
/// </summary>
/// <param name="Code">Stable, kebab-case: <c>task-already-completed</c>.</param>
/// <param name="Args">Values for the text's placeholders; never personal data.</param>
public sealed record Refusal(string Code, params object[] Args)
{
    /// <summary>The form field that caused it, when one did; the page puts the message beside it.</summary>
    public string? Field { get; init; }

    /// <summary>Further refusals of the same submission: a form says everything that is wrong at once.</summary>
    public IReadOnlyList<Refusal> Others { get; init; } = [];

    /// <summary>This one, then the others.</summary>
    public IEnumerable<Refusal> All => Others.Prepend(this);

    /// <summary>One refusal that carries all; null when there is none.</summary>
    public static Refusal? Together(IReadOnlyList<Refusal> refusals) =>
        refusals.Count == 0 ? null : refusals[0] with { Others = [.. refusals.Skip(1)] };
}

/// <summary>Either done or refused. A bug is an exception, never a result.</summary>
public readonly struct Result
{
    private Result(Refusal? refusal) => Refusal = refusal;

    public Refusal? Refusal { get; }
    public bool IsRefused => Refusal is not null;

    /// <summary>For event handlers and activities, where a refusal ends the whole unit of work.</summary>
    /// <exception cref="RefusedException">The result is a refusal.</exception>
    public void Require()
    {
        if (Refusal is not null)
        {
            throw new RefusedException(Refusal);
        }
    }

    public static Result Done => default;
    public static implicit operator Result(Refusal refusal) => new(refusal);
}

/// <summary>Either a value or a refusal.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }
    public bool IsRefused => Refusal is not null;

    /// <exception cref="InvalidOperationException">The result is a refusal.</exception>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>The value, or the refusal that ends the unit of work.</summary>
    /// <exception cref="RefusedException">The result is a refusal.</exception>
    public T Require() => Refusal is null ? _value! : throw new RefusedException(Refusal);

    public static implicit operator Result<T>(T value) => new(value, null);
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
