using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Tests.Hosting;

/// <summary>
/// The real program on a database of its own, asked over HTTP. Only the clock is a fake, and a person is signed in by a header
/// instead of a password; the background jobs stand still.
/// </summary>
public sealed class WebUnderTest : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly string _root;

    /// <summary>
    /// Many programs in one process would use up the kernel's inotify instances (128 for a user) on files that no test changes.
    /// </summary>
    static WebUnderTest()
    {
        Environment.SetEnvironmentVariable("DOTNET_HOSTBUILDER__RELOADCONFIGONCHANGE", "false");
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
    }

    private WebUnderTest(WebApplicationFactory<Program> factory, FakeTimeProvider time, string root) => (_factory, Time, _root) = (factory, time, root);

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _factory.Services;

    public TestOffice Office { get; private set; } = null!;

    /// <param name="configure">Changes to the services.</param>
    /// <param name="withFlows">False lets a test put its own cases and tasks on the table.</param>
    /// <param name="settings">Settings of the program.</param>
    public static async Task<WebUnderTest> StartAsync(Action<IServiceCollection>? configure = null, bool withFlows = false, params (string Key, string Value)[] settings)
    {
        var root = Directory.CreateTempSubdirectory("petition-web-test-").FullName;
        await DatabaseTemplate.CopySqliteAsync(Path.Combine(root, "petitions.db"));
        var time = new FakeTimeProvider(ServiceUnderTest.Start);
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Storage:Root", root);
            builder.UseSetting("Demo:Enabled", "false");
            builder.UseSetting("Logging:LogLevel:Default", "Error");
            builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Error");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureTestServices(services =>
            {
                services.RemoveAll<TimeProvider>();
                services.AddSingleton<TimeProvider>(time);
                foreach (var job in services.Where(IsJobServer).ToList())
                {
                    services.Remove(job);
                }

                services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SignedInByHeader>(SignedInByHeader.Scheme, null);
                services.PostConfigure<AuthenticationOptions>(o => o.DefaultAuthenticateScheme = SignedInByHeader.Scheme);
                if (!withFlows)
                {
                    services.WithoutFlows();
                }

                configure?.Invoke(services);
            });
        });
        var web = new WebUnderTest(factory, time, root);
        web.Office = await TestOffice.OpenAsync(factory.Services);
        return web;
    }

    public Browser Anonymous(string language = "zh-Hans") => new(NewClient()) { Language = language };

    public Browser As(Viewer person, string language = "zh-Hans") => new(Client(person)) { Language = language };

    /// <summary>With the person's session, for tests that read headers.</summary>
    public HttpClient Client(Viewer person)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Add(SignedInByHeader.User, person.UserId.ToString());
        client.DefaultRequestHeaders.Add(SignedInByHeader.Name, person.DisplayName);
        client.DefaultRequestHeaders.Add(SignedInByHeader.Roles, string.Join(',', person.Roles));
        client.DefaultRequestHeaders.Add(SignedInByHeader.Unit, person.UnitId?.ToString() ?? "-");
        return client;
    }

    /// <summary>A program without a session.</summary>
    public HttpClient Client() => NewClient();

    public async ValueTask DisposeAsync()
    {
        // Hangfire logs by way of the program that started last, for all of this process: once that has ended it must ask nobody.
        Hangfire.Logging.LogProvider.SetCurrentLogProvider(null);
        await _factory.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    public HttpClient NewClient() => _factory.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = true, AllowAutoRedirect = true });

    private static bool IsJobServer(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Namespace?.StartsWith("Hangfire", StringComparison.Ordinal) == true;
}

/// <summary>Stands in for the session cookie.</summary>
internal sealed class SignedInByHeader(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, System.Text.Encodings.Web.UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "test";
    public const string User = "X-Test-User";
    public const string Name = "X-Test-Name";
    public const string Roles = "X-Test-Roles";
    public const string Unit = "X-Test-Unit";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue(User, out var user))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, user.ToString()),
            new(ClaimTypes.Name, Request.Headers[Name].ToString()),
            new(StaffClaims.DisplayName, Request.Headers[Name].ToString()),
        };
        claims.AddRange(Request.Headers[Roles].ToString().Split(',').Select(role => new Claim(ClaimTypes.Role, role)));
        if (Guid.TryParse(Request.Headers[Unit], out var unit))
        {
            claims.Add(new Claim(StaffClaims.Unit, unit.ToString()));
        }

        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme)));
    }
}
