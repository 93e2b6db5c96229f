namespace PetitionWorkflow.Web.Tests.Hosting;

/// <summary>One program for all tests of a class: for those that leave nothing behind.</summary>
public sealed class WebWithFlows : IAsyncLifetime
{
    public WebUnderTest Web { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Web = await WebUnderTest.StartAsync(withFlows: true);

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}
