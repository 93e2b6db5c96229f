using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Stores.InMemory;

namespace WorkflowRuntime.ElsaApi.Tests.Hosting;

/// <summary>The API over the engine and its store in memory, asked over HTTP. Queued work is done at once.</summary>
public sealed class ElsaServer : IElsaHost, IElsaTokens, IWorkflowTransactions, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    public ElsaServer(Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<InMemoryDatabase>();
        builder.Services.AddScoped<InMemoryWorkflowStore>();
        builder.Services.AddScoped<IWorkflowStore>(services => services.GetRequiredService<InMemoryWorkflowStore>());
        builder.Services.AddSingleton<IWorkflowTransactions>(this);
        builder.Services.AddSingleton<IElsaHost>(this);
        builder.Services.AddSingleton<IElsaTokens>(this);
        builder.Services.AddWorkflowRuntime();
        builder.Services.AddElsaApi();
        builder.Services.AddAuthorizationBuilder().AddPolicy("anybody", policy => policy.RequireAssertion(_ => true));
        configure?.Invoke(builder.Services);
        _app = builder.Build();
        var testClass = TestContext.Current.TestClass?.TestClassSimpleName ?? "";
        _app.Use(async (http, next) =>
        {
            await next(http);
            if (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
                Contract.Answered.TryAdd((http.Request.Method, Contract.Plain(route), testClass, http.Response.StatusCode), true);
        });
        _app.MapElsaApi("/elsa/api", "anybody");
        _app.Start();
        _client = _app.GetTestClient();
        _client.BaseAddress = new Uri("http://localhost/elsa/api/");
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => _app.Services;

    public IEnumerable<RouteEndpoint> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public HttpClient Client => _client;

    public Task<System.Net.WebSockets.WebSocket> OpenSocketAsync(string path) =>
        _app.GetTestServer().CreateWebSocketClient().ConnectAsync(new Uri("ws://localhost" + path), TestContext.Current.CancellationToken);

    public async Task<Answer> GetAsync(string path) => await Answer.ReadAsync(await _client.GetAsync(path, TestContext.Current.CancellationToken));

    public Task<Answer> PostAsync(string path, JsonNode? body = null, string? editor = null) => SendAsync(HttpMethod.Post, path, body, editor);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body, string? editor = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (editor is not null)
            request.Headers.Add("X-Elsa-Editor", editor);
        return await Answer.ReadAsync(await _client.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public async Task<Answer> UploadAsync(string path, params (string Name, byte[] Data)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, data) in files)
            form.Add(new ByteArrayContent(data), "files", name);
        return await Answer.ReadAsync(await _client.PostAsync(path, form, TestContext.Current.CancellationToken));
    }

    /// <summary>Saves and publishes; gives the stored model.</summary>
    public async Task<JsonObject> PublishAsync(JsonObject definition)
    {
        var answer = await PostAsync("workflow-definitions", new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = true });
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json["workflowDefinition"]!.AsObject();
    }

    public async Task<string> StartAsync(string definitionId, JsonObject? input = null)
    {
        var answer = await PostAsync($"workflow-definitions/{definitionId}/execute", new JsonObject { ["input"] = input });
        return answer.Headers["x-elsa-workflow-instance-id"];
    }

    public async Task<T> WriteAsync<T>(ClaimsPrincipal user, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await RunAsync(work, cancellationToken);
        await Services.GetRequiredService<WorkflowPump>().RunAsync(cancellationToken);
        return result;
    }

    public void Nudge()
    {
    }

    public async Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var result = await work(scope.ServiceProvider, cancellationToken);
        scope.ServiceProvider.GetRequiredService<InMemoryWorkflowStore>().Commit();
        return result;
    }

    public async Task<T> ReadAsync<T>(Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, cancellationToken);
    }

    public Task<ElsaTokenPair?> SignInAsync(string userName, string password, CancellationToken cancellationToken) =>
        Task.FromResult(password == "right" ? new ElsaTokenPair("access", "refresh") : null);

    public Task<ElsaTokenPair?> RefreshAsync(string refreshToken, CancellationToken cancellationToken) =>
        Task.FromResult(refreshToken == "refresh" ? new ElsaTokenPair("access 2", "refresh 2") : null);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>What the API answered.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, byte[] Data, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The messages of a problem+json answer.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            Assert.Equal("application/problem+json", ContentType);
            return [.. Json["errors"]!["generalErrors"]!.AsArray().Select(m => m!.GetValue<string>())];
        }
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var data = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode, Encoding.UTF8.GetString(data), data, response.Content.Headers.ContentType?.MediaType,
            response.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => string.Join(',', h.Value)));
    }
}
