using System.Net;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>The program behind a proxy: whose requests are counted.</summary>
public sealed class ProxyTests
{
    private const int MoreThanOneMaySend = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Else one petitioner who guesses codes would lock out the whole city; and anybody might name another address at each guess.</summary>
    [Theory]
    [InlineData("127.0.0.0/8, ::1", false)]
    [InlineData("10.9.8.7", true)]
    [InlineData("", true)]
    public async Task Requests_AreCountedByWhomANamedProxySaysTheyAreFrom_AndNobodyElse(string proxies, bool turnedAway)
    {
        using var folder = new ProgramFolder().With("Proxy__Addresses", proxies);
        await using var program = await folder.ServeAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = program.Address };

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < MoreThanOneMaySend; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/p/follow") { Headers = { { "X-Forwarded-For", $"198.51.100.{i + 1}" } } };
            using var answer = await client.SendAsync(request, Cancellation);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(turnedAway, answers.Contains(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task AProxyThatIsNoAddress_IsNamed()
    {
        using var folder = new ProgramFolder().With("Proxy__Addresses", "the-proxy");

        var (exitCode, text) = await folder.RunAsync(Cancellation, "--urls", "http://127.0.0.1:0");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("'the-proxy' is neither an address nor a network", text, StringComparison.Ordinal);
    }
}
