using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Api;

/// <summary>A refusal as problem+json: the code for the program, the sentence for its log, the field beside it.</summary>
internal static class ApiProblems
{
    public static IResult ToProblem(this Refusal refusal, Texts texts) => Results.Problem(
        detail: texts.Of(refusal),
        statusCode: StatusOf(refusal.Code),
        type: "urn:petition:refusal:" + refusal.Code,
        extensions: new Dictionary<string, object?>
        {
            ["code"] = refusal.Code,
            ["errors"] = refusal.All.Select(r => new { code = r.Code, field = r.Field, message = texts.Of(r) }).ToList(),
        });

    private static int StatusOf(string code) => code switch
    {
        "case-not-found" or "task-not-found" => StatusCodes.Status404NotFound,
        "task-not-for-you" or "case-not-for-you" => StatusCodes.Status403Forbidden,
        "task-held-by-another" or "task-already-completed" or "message-already-registered" or "petition-sent-twice" or "case-closed" or "attach-to-closed-case" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
