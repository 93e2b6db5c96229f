using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Identity;

/// <summary>Sign-in of the full Studio and of programs. The elements in our own pages never call it.</summary>
internal static class SignInRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/identity/login", LoginAsync).AllowAnonymous();
        api.MapPost("/identity/refresh-token", RefreshAsync).AllowAnonymous();
    }

    private static async Task<IResult> LoginAsync(HttpRequest http, IElsaTokens tokens, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<LoginRequest>(http, cancellationToken);
        return Answer(await tokens.SignInAsync(request.Username ?? "", request.Password ?? "", cancellationToken));
    }

    private static async Task<IResult> RefreshAsync(HttpRequest http, IElsaTokens tokens, CancellationToken cancellationToken)
    {
        var header = http.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : "";
        return Answer(await tokens.RefreshAsync(token, cancellationToken));
    }

    /// <summary>A failed sign-in is an answer, not an error: Studio reads the flag.</summary>
    private static IResult Answer(ElsaTokenPair? pair) => ElsaResults.Ok(new { IsAuthenticated = pair is not null, pair?.AccessToken, pair?.RefreshToken });

    private sealed record LoginRequest
    {
        public string? Username { get; init; }
        public string? Password { get; init; }
    }
}
