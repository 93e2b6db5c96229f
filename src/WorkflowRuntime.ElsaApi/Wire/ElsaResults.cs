using System.Text;
using Microsoft.AspNetCore.Http;

namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>Answers as Studio expects them.</summary>
internal static class ElsaResults
{
    public static IResult Ok(object value) => Results.Json(value, ElsaJson.Options);

    public static IResult Created(object value) => Results.Json(value, ElsaJson.Options, statusCode: StatusCodes.Status201Created);

    public static IResult NotFound(string what) => Problem(StatusCodes.Status404NotFound, what);

    /// <summary>Studio shows every message of a problem+json answer; anything else would break its page.</summary>
    public static IResult Problem(int status, params IReadOnlyList<string> messages) => Results.Json(
        new ProblemBody(status, messages.Count == 1 ? messages[0] : "One or more errors occurred!", new Dictionary<string, IReadOnlyList<string>> { ["generalErrors"] = messages }),
        ElsaJson.Options,
        "application/problem+json",
        status);

    public static IResult File(byte[] data, string name, string contentType) => Results.File(data, contentType, name);

    public static IResult JsonFile(string json, string name) => File(Encoding.UTF8.GetBytes(json), name, "application/json");

    private sealed record ProblemBody(int StatusCode, string Message, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors)
    {
        public int Status => StatusCode;
        public string Title => Message;
        public string Detail => string.Join(Environment.NewLine, Errors.Values.SelectMany(m => m));
    }
}

/// <summary>A call that cannot be done, told to the client as a problem.</summary>
public sealed class ElsaRefusedException(int status, params IReadOnlyList<string> messages) : Exception(string.Join(' ', messages))
{
    public int Status { get; } = status;
    public IReadOnlyList<string> Messages { get; } = messages;
}
