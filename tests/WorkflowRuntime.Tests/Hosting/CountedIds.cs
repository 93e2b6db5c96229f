using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace WorkflowRuntime.Tests.Hosting;

/// <summary>Ids 1, 2, 3…: two runs of one test give the same.</summary>
internal sealed class CountedIds : IIdGenerator
{
    private int _last;

    public static void AddTo(IServiceCollection services) => services.AddSingleton<IIdGenerator, CountedIds>();

    public string NewId() => Interlocked.Increment(ref _last).ToString("x16", CultureInfo.InvariantCulture);
}
