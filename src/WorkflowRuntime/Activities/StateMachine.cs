using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>
/// Named states and what leads from one to the next. In a state its entry activity runs, then the triggers of all transitions that leave
/// it wait side by side. The first whose condition holds wins: the others are cancelled, its action runs, the state's exit activity, and
/// the next state is entered. A state that nothing leaves completes the activity.
/// </summary>
[Activity("Elsa", "StateMachine", Category = "Flow", DisplayName = "State Machine", Description = "Moves between named states when their triggers come.")]
public sealed class StateMachine : Container
{
    private const string CurrentState = "CurrentState";

    private List<State> _states = [];
    private List<Transition> _transitions = [];

    // Drawn, and not typed into a field.
    [Input(IsWrapped = false, IsBrowsable = false, Description = "The states.")]
    public JsonElement States { get; set; }

    [Input(IsWrapped = false, IsBrowsable = false, Description = "What leads from one state to another.")]
    public JsonElement Transitions { get; set; }

    [Input(IsWrapped = false, IsBrowsable = false, Description = "The state to begin in.")]
    public string? InitialState { get; set; }

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader)
    {
        _states = Objects("states").ConvertAll(json => new State(
            json.GetString("name") ?? "",
            reader.ReadActivity(json.Get("entry"), "states"),
            reader.ReadActivity(json.Get("exit"), "states")));
        _transitions = Objects("transitions").ConvertAll(json => new Transition(
            json.GetString("from") ?? "",
            json.GetString("to") ?? "",
            reader.ReadActivity(json.Get("trigger"), "transitions"),
            ReadCondition(json.Get("condition")),
            reader.ReadActivity(json.Get("action"), "transitions")));

        List<JsonObject> Objects(string name) => reader.Json.GetArray(name)?.OfType<JsonObject>().ToList() ?? [];
    }

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => EnterAsync(context, InitialState);

    /// <summary>Conditions are wrapped like inputs; the bare expression is read too.</summary>
    private static Expression? ReadCondition(JsonNode? json) => json switch
    {
        JsonObject wrapped when wrapped.Has("expression") => ActivityReader.ReadExpression(wrapped.Get("expression")),
        _ => ActivityReader.ReadExpression(json),
    };

    private ValueTask EnterAsync(ActivityExecutionContext context, string? name)
    {
        context.SetProperty(CurrentState, name);
        if (FindState(name) is not { } state)
            return context.CompleteAsync();
        return state.Entry is { } entry ? context.ScheduleAsync(entry, OnEnteredAsync) : WaitAsync(context);
    }

    private ValueTask OnEnteredAsync(ActivityCompletedContext completed) => WaitAsync(completed.Owner);

    private async ValueTask WaitAsync(ActivityExecutionContext context)
    {
        var leaving = _transitions.Where(transition => IsHere(context, transition) && transition.Trigger is not null && FindState(transition.To) is not null).ToList();
        if (leaving.Count == 0)
        {
            await context.CompleteAsync();
            return;
        }

        foreach (var transition in leaving)
            await ScheduleAsync(context, transition.Trigger!, OnTriggeredAsync, transition);
    }

    private async ValueTask OnTriggeredAsync(ActivityCompletedContext completed)
    {
        var (context, transition) = (completed.Owner, TransitionOf(completed));
        if (!IsHere(context, transition))
            return;
        if (transition.Condition is { } condition && !await context.EvaluateAsync<bool>(condition))
        {
            await ScheduleAsync(context, transition.Trigger!, OnTriggeredAsync, transition);
            return;
        }

        await CancelOthersAsync(context, completed.Child);
        if (transition.Action is { } action)
            await ScheduleAsync(context, action, OnActedAsync, transition);
        else
            await ExitAsync(context, transition);
    }

    private ValueTask OnActedAsync(ActivityCompletedContext completed) => ExitAsync(completed.Owner, TransitionOf(completed));

    private ValueTask ExitAsync(ActivityExecutionContext context, Transition transition) =>
        FindState(transition.From) is { Exit: { } exit } ? ScheduleAsync(context, exit, OnExitedAsync, transition) : EnterAsync(context, transition.To);

    private ValueTask OnExitedAsync(ActivityCompletedContext completed) => EnterAsync(completed.Owner, TransitionOf(completed).To);

    /// <summary>All that is queued or waits here now are the triggers that lost, those among them that have not started yet too.</summary>
    private static async ValueTask CancelOthersAsync(ActivityExecutionContext context, ActivityExecutionContext winner)
    {
        context.Execution.WithdrawQueued(context);
        context.Execution.Callbacks.RemoveAll(callback => ReferenceEquals(callback.Owner, context));
        foreach (var child in context.Children.ToArray())
        {
            if (!ReferenceEquals(child, winner))
                await child.CancelAsync();
        }
    }

    private ValueTask ScheduleAsync(ActivityExecutionContext context, Activity activity, ChildCompleted callback, Transition transition) =>
        context.ScheduleAsync(activity, callback, new ScheduleOptions { Tag = _transitions.IndexOf(transition).ToString(CultureInfo.InvariantCulture) });

    private Transition TransitionOf(ActivityCompletedContext completed) => _transitions[int.Parse(completed.Child.Tag!, CultureInfo.InvariantCulture)];

    private static bool IsHere(ActivityExecutionContext context, Transition transition) => transition.From == context.GetProperty<string>(CurrentState);

    private State? FindState(string? name) => string.IsNullOrWhiteSpace(name) ? null : _states.Find(state => state.Name == name);

    private sealed record State(string Name, Activity? Entry, Activity? Exit);

    private sealed record Transition(string From, string To, Activity? Trigger, Expression? Condition, Activity? Action);
}
