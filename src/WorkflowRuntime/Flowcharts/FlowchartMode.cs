namespace WorkflowRuntime.Flowcharts;

/// <summary>How a flowchart decides what runs next (Elsa <c>FlowchartExecutionMode</c>).</summary>
public enum FlowchartMode
{
    Default,

    /// <summary>Tokens travel along followed connections; merge modes apply.</summary>
    TokenBased,

    /// <summary>Visits are counted; dead paths count too, so joins never wait for branches that were not taken.</summary>
    CounterBased,
}

/// <summary>What a flowchart does when several connections lead into one activity (<c>customProperties.mergeMode</c>; token mode).</summary>
public enum MergeMode
{
    Stream,
    Merge,
    Converge,
    Cascade,
    Race,
}
