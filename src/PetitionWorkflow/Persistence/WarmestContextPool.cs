// EF's seam for pools of contexts is public but not promised.
#pragma warning disable EF1001
using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// Hands out the context that came back last. EF's own pool goes round all of them, and SQLite throws a connection's page cache away
/// as soon as another connection has written: going round, every unit of work read its pages from the file anew.
/// </summary>
internal sealed class WarmestContextPool(DbContextOptions<SqlitePetitionDbContext> options)
    : IDbContextPool<SqlitePetitionDbContext>, IDisposable, IAsyncDisposable
{
    private readonly ConcurrentStack<IDbContextPoolable> _resting = [];
    private int _isOver;

    public IDbContextPoolable Rent()
    {
        if (_resting.TryPop(out var context))
        {
            return context;
        }

        context = new SqlitePetitionDbContext(options);
        context.SnapshotConfiguration();
        return context;
    }

    public void Return(IDbContextPoolable context)
    {
        if (_isOver == 0)
        {
            context.ResetState();
            _resting.Push(context);
            return;
        }

        context.ClearLease();
        context.Dispose();
    }

    public async ValueTask ReturnAsync(IDbContextPoolable context, CancellationToken cancellationToken = default)
    {
        if (_isOver == 0)
        {
            await context.ResetStateAsync(cancellationToken);
            _resting.Push(context);
            return;
        }

        context.ClearLease();
        await context.DisposeAsync();
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _isOver, 1);
        while (_resting.TryPop(out var context))
        {
            context.ClearLease();
            context.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _isOver, 1);
        while (_resting.TryPop(out var context))
        {
            context.ClearLease();
            await context.DisposeAsync();
        }
    }
}

internal static class WarmestContextPoolServices
{
    /// <summary>Before <c>AddDbContextPool</c>, which then leaves out its own.</summary>
    public static IServiceCollection AddWarmestContextPool(this IServiceCollection services) =>
        services.AddSingleton<IDbContextPool<SqlitePetitionDbContext>, WarmestContextPool>();
}
