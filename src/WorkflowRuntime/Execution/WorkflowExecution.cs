using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Flowcharts;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>
/// One instance in memory during one burst: its contexts, its queue, and what the burst brought about. The parts of the class are the
/// rules: scheduling and the loop, completion, cancellation, faults, bookmarks.
/// </summary>
internal sealed partial class WorkflowExecution
{
    private readonly Dictionary<ActivityNode, Dictionary<string, object?>> _outputRegister = [];
    private long _journalSequence;

    public WorkflowExecution(WorkflowGraph graph, WorkflowInstanceRow row, ExecutionServices services, CancellationToken cancellationToken)
    {
        (Graph, Row, _services, CancellationToken) = (graph, row, services, cancellationToken);
        Report = new BurstReport(row);
        Properties = [];
    }

    private readonly ExecutionServices _services;

    public WorkflowGraph Graph { get; }
    public WorkflowInstanceRow Row { get; }
    public CancellationToken CancellationToken { get; }
    public IServiceProvider Services => _services.Provider;
    public IExpressionEvaluator Evaluator => _services.Evaluator;
    public WorkflowRuntimeOptions Options => _services.Options;
    public BurstReport Report { get; }

    /// <summary>Every context that is still part of the instance, oldest first, and those that ended in this burst.</summary>
    public List<ActivityExecutionContext> Contexts { get; } = [];

    public ActivityExecutionContext? Root => Contexts.Count > 0 ? Contexts[0] : null;
    public List<Bookmark> Bookmarks { get; } = [];
    public List<Incident> Incidents { get; } = [];
    public List<CompletionCallback> Callbacks { get; } = [];

    /// <summary>The lines of this burst, in sequence.</summary>
    public List<LogLine> Journal { get; } = [];

    /// <summary>The workflow input as expressions see it in this burst.</summary>
    public Dictionary<string, object?> Input { get; private set; } = [];

    /// <summary>The part of the input that came with this burst.</summary>
    public IReadOnlyDictionary<string, object?> BurstInput { get; private set; } = new Dictionary<string, object?>();

    public Dictionary<string, object?> Output { get; set; } = [];

    /// <summary>Properties of the instance (parent, flowchart mode, …).</summary>
    public Dictionary<string, object?> Properties
    {
        get;
        set
        {
            field = value;
            FlowchartMode = ReadFlowchartMode();
        }
    }

    /// <summary>The activity that started the instance; known in the first burst only, as in Elsa.</summary>
    public string? TriggerActivityId { get; set; }

    /// <summary>How many ExecuteWorkflow calls are around this burst.</summary>
    public int Depth { get; init; }

    public object? LastResult { get; private set; }

    /// <summary>What a Complete activity chose, until the workflow-as-activity around it has completed with it.</summary>
    public Outcomes? CompositeOutcomes { get; set; }

    public long JournalSequence
    {
        get => _journalSequence;
        set => _journalSequence = value;
    }

    /// <summary>How the flowcharts of this instance run: its own property, or the host's setting.</summary>
    public FlowchartMode FlowchartMode { get; private set; }

    /// <summary>How many bursts in a row, each set going by the one before, led to this one.</summary>
    public int Chain { get; init; }

    public void Enqueue(Stimulus stimulus) => Report.Work.Add(_services.Work.Of(stimulus, NextInChain()));

    public void Enqueue(StartWorkflow start) => Report.Work.Add(_services.Work.Of(start, NextInChain()));

    private int NextInChain() => Chain < Options.MaxChainLength ? Chain + 1 : throw new ChainLimitException(Options.MaxChainLength);

    public DateTime Now() => _services.Time.GetUtcNow().UtcDateTime;

    public string NewId() => _services.Ids.NewId();

    public void SetInput(IReadOnlyDictionary<string, object?> kept, IReadOnlyDictionary<string, object?> given)
    {
        BurstInput = given;
        Input = new Dictionary<string, object?>(kept);
        foreach (var (name, value) in given)
            Input[name] = value;
    }

    public void RegisterOutput(ActivityExecutionContext context, string name, object? value)
    {
        if (!_outputRegister.TryGetValue(context.Node, out var outputs))
            _outputRegister[context.Node] = outputs = [];
        outputs[name] = value;
        NoteResult(name, value);
    }

    /// <summary>What scripts get as the last result: the last output of that name that anything has set.</summary>
    public void NoteResult(string name, object? value)
    {
        if (name == "Result")
            LastResult = value;
    }

    public object? FindOutput(ActivityNode activity, string name) =>
        _outputRegister.TryGetValue(activity, out var outputs) && outputs.TryGetValue(name, out var value) ? value : null;

    public void Log(ActivityExecutionContext context, string eventName, string? message = null, string? payload = null)
    {
        _journalSequence++;
        Journal.Add(new LogLine(context, eventName, Now(), message, payload));
    }

    private FlowchartMode ReadFlowchartMode() =>
        Properties.TryGetValue("Flowchart:ExecutionMode", out var value)
        && Enum.TryParse<FlowchartMode>(value?.ToString(), ignoreCase: true, out var mode)
        && mode != FlowchartMode.Default
            ? mode
            : Options.DefaultFlowchartMode;

    /// <summary>Sets the status; an instance that has ended cannot go on.</summary>
    public void TransitionTo(WorkflowSubStatus subStatus)
    {
        if (Row.Status == WorkflowStatus.Finished)
            throw new WorkflowFaultException($"The workflow has ended ({Row.SubStatus}) and cannot become {subStatus}.");
        Row.SubStatus = subStatus;
        if (subStatus is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Faulted or WorkflowSubStatus.Cancelled))
            return;
        Row.Status = WorkflowStatus.Finished;
        Row.FinishedAt = Now();
    }
}

/// <summary>What every execution of a scope shares.</summary>
internal sealed record ExecutionServices(
    IServiceProvider Provider, IExpressionEvaluator Evaluator, WorkflowRuntimeOptions Options, TimeProvider Time, IIdGenerator Ids, WorkItems Work);

/// <summary>A journal line before it is written.</summary>
internal readonly record struct LogLine(ActivityExecutionContext Context, string EventName, DateTime At, string? Message, string? Payload);
