using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Reads a choice that an author wrote into a flow.</summary>
internal static class Choices
{
    /// <exception cref="WorkflowFaultException">The flow says something that does not exist.</exception>
    public static T Parse<T>(string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value)
            ? value
            : throw new WorkflowFaultException($"There is no {typeof(T).Name} '{text}'; it is one of {string.Join(", ", Enum.GetNames<T>())}.");
}
