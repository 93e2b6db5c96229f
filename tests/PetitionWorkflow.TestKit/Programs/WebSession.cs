using System.Net;
using System.Text.RegularExpressions;

namespace PetitionWorkflow.TestKit.Programs;

/// <summary>
/// Somebody signed in at the web pages, without a browser. Its cookies outlive a restart of the service; <see cref="At"/> follows it to
/// its new address.
/// </summary>
public sealed partial class WebSession : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private string? _token;

    /// <summary>Where the service listens.</summary>
    public Uri At { get; set; } = new("http://127.0.0.1");

    public static async Task<WebSession> SignInAsync(Uri service, string userName, string password, CancellationToken cancellation)
    {
        var session = new WebSession { At = service };
        using var answer = await session.PostAsync(
            "/sign-in", [new("Input.UserName", userName), new("Input.Password", password), new("ReturnUrl", "/")], cancellation);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{userName} could not sign in: {answer.StatusCode}");
        }

        // The token of the sign-in page was nobody's.
        session._token = null;
        return session;
    }

    public async Task<string> GetAsync(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(At, path)), cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    /// <summary>Posts a form, with the antiforgery token that the page of the same address carries.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        var token = await TokenAsync(path, cancellation);
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(At, path)) { Content = new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]) },
            cancellation);
    }

    public async Task<HttpResponseMessage> UploadAsync(string path, string field, string fileName, string content, CancellationToken cancellation)
    {
        var token = await TokenAsync(path, cancellation);
        var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(content), field, fileName } };
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(At, path)) { Content = form }, cancellation);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One token serves all forms of a session.</summary>
    private async Task<string> TokenAsync(string path, CancellationToken cancellation) =>
        _token ??= Token().Match(await GetAsync(path.Split('?')[0], cancellation)) is { Success: true } found
            ? found.Groups[1].Value
            : throw new InvalidOperationException($"No form on {path}.");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            return await _http.SendAsync(request, cancellation);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
