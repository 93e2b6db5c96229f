using System.Security.Claims;

namespace WorkflowRuntime.ElsaApi.Hosting;

/// <summary>What the API needs of the service it runs in.</summary>
public interface IElsaHost
{
    /// <summary>
    /// One unit of work on behalf of the caller: a fresh scope, one commit when <paramref name="work"/> returns, all of it again when
    /// another writer was faster. A refusal of the service comes out as <see cref="Wire.ElsaRefusedException"/>; then nothing was written.
    /// </summary>
    Task<T> WriteAsync<T>(ClaimsPrincipal user, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Queued work waits for the pump.</summary>
    void Nudge();
}

/// <summary>Says which instances must be kept. Register none to allow everything, as Elsa does.</summary>
public interface IInstanceGuard
{
    /// <summary>Why this instance must not be removed, in the reader's language; null when it may.</summary>
    ValueTask<string?> FindReasonToKeepAsync(Stores.InstanceSummary instance, CancellationToken cancellationToken);
}

/// <summary>Names of activities and their inputs in the reader's language; null keeps what the attribute says.</summary>
public interface IDescriptorTexts
{
    string? Category(string category);
    string? DisplayName(string typeName);
    string? Description(string typeName);
    string? Input(string typeName, string input, bool description);
    string? Output(string typeName, string output);
    string? Option(string typeName, string input, string value);
}

/// <summary>Sign-in for programs that use the API with a bearer token.</summary>
public interface IElsaTokens
{
    /// <summary>Null when name or password are wrong.</summary>
    Task<ElsaTokenPair?> SignInAsync(string userName, string password, CancellationToken cancellationToken);

    /// <summary>Null when the refresh token is not valid any more.</summary>
    Task<ElsaTokenPair?> RefreshAsync(string refreshToken, CancellationToken cancellationToken);
}

/// <summary>Two tokens: one for the calls, one for getting the next pair.</summary>
public sealed record ElsaTokenPair(string AccessToken, string RefreshToken);
