using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>What saving and publishing answer.</summary>
internal sealed record PublishAnswer(
    JsonObject WorkflowDefinition, bool AlreadyPublished, int ConsumingWorkflowCount, IReadOnlyList<PublishError> ValidationErrors, IReadOnlyList<PublishError> Warnings)
{
    public static PublishAnswer Of(JsonObject model, PublishResult result, bool alreadyPublished = false) => new(model, alreadyPublished, result.UpdatedConsumers.Count, [], result.Warnings);

    public static IResult Refused(PublishResult result) =>
        ElsaResults.Problem(StatusCodes.Status400BadRequest, [.. result.Errors.Select(error => error.Message)]);
}
