namespace WorkflowRuntime.Expressions;

/// <summary>Limits for scripts and templates. A script that passes one fails its activity, never the host.</summary>
public sealed class ExpressionOptions
{
    /// <summary>Longest run of one script. Default 30 s, as in Elsa.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most bytes one script may allocate in all, garbage included. Default 256 MB.</summary>
    public long MemoryLimitBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Deepest nesting of calls. Default 200.</summary>
    public int RecursionLimit { get; set; } = 200;

    /// <summary>Most statements one script may run. Default 5 million.</summary>
    public int StatementLimit { get; set; } = 5_000_000;

    /// <summary>Longest array a script may make. Default 1 million.</summary>
    public uint ArrayLimit { get; set; } = 1_000_000;

    /// <summary>Longest match of one regular expression. Default 1 s.</summary>
    public TimeSpan RegexTimeLimit { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most rounds of all loops of one Liquid template. Default 100,000.</summary>
    public int TemplateLoopLimit { get; set; } = 100_000;

    /// <summary>Longest output of one Liquid template in characters. Default 4 million.</summary>
    public int TemplateOutputLimit { get; set; } = 4_000_000;

    /// <summary>Parsed scripts and templates kept in memory, each. Default 2,000.</summary>
    public int CacheSize { get; set; } = 2_000;

    /// <summary>Liquid output HTML-encodes what it prints, as Elsa's server does. Default true.</summary>
    public bool HtmlEncodeLiquidOutput { get; set; } = true;

    /// <summary>Reads host configuration for <c>getConfig(name)</c> and Liquid's <c>Configuration.X</c>; null (default) hides both.</summary>
    public Func<string, string?>? ConfigurationReader { get; set; }

    /// <summary>Every wrong setting, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> FindErrors()
    {
        var errors = new List<string>();
        Require(TimeLimit > TimeSpan.Zero && TimeLimit <= TimeSpan.FromHours(1), nameof(TimeLimit), "more than zero and at most an hour");
        Require(MemoryLimitBytes >= 1024 * 1024, nameof(MemoryLimitBytes), "at least 1 MB");
        Require(RecursionLimit is > 0 and <= 2_000, nameof(RecursionLimit), "between 1 and 2,000");
        Require(StatementLimit > 0 && StatementLimit < int.MaxValue, nameof(StatementLimit), "more than zero");
        Require(ArrayLimit > 0, nameof(ArrayLimit), "more than zero");
        Require(RegexTimeLimit > TimeSpan.Zero && RegexTimeLimit <= TimeLimit, nameof(RegexTimeLimit), "more than zero and at most TimeLimit");
        Require(TemplateLoopLimit > 0, nameof(TemplateLoopLimit), "more than zero");
        Require(TemplateOutputLimit > 0, nameof(TemplateOutputLimit), "more than zero");
        Require(CacheSize > 0, nameof(CacheSize), "more than zero");
        return errors;

        void Require(bool holds, string name, string rule)
        {
            if (!holds)
                errors.Add($"Expressions:{name} must be {rule}.");
        }
    }

    internal ExpressionOptions Checked() =>
        FindErrors() is { Count: > 0 } errors ? throw new ArgumentException(string.Join(" ", errors)) : this;
}
