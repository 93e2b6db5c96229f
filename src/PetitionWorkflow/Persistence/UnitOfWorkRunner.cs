using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// The only way to write: runs a use case in a scope of its own, commits once, and when another writer was faster runs it again
/// from a fresh load. A refusal or an exception leaves nothing behind.
/// </summary>
public sealed partial class UnitOfWorkRunner(IServiceScopeFactory scopes, ILogger<UnitOfWorkRunner> log)
{
    /// <summary>Losing this often in a row means a bug, not contention.</summary>
    private const int MaxAttempts = 12;

    /// <summary>Most races are lost once. Who keeps losing on a crowded row queues up for the write lock before reading.</summary>
    private const int HopefulAttempts = 3;

    public async Task<Result<T>> RunAsync<T>(Func<IServiceProvider, Task<Result<T>>> useCase, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AttemptAsync(useCase, alone: attempt > HopefulAttempts, cancellation);
            }
            catch (RefusedException refused)
            {
                return refused.Refusal;
            }
            catch (Exception lost) when (attempt < MaxAttempts && IsLostRace(lost))
            {
                LogRetry(attempt, lost.GetType().Name);
            }
        }
    }

    /// <summary>The usual form: one handler class, one call on it.</summary>
    public Task<Result<T>> RunAsync<THandler, T>(Func<THandler, Task<Result<T>>> call, CancellationToken cancellation = default)
        where THandler : notnull =>
        RunAsync(services => call(services.GetRequiredService<THandler>()), cancellation);

    public async Task<Result> RunAsync<THandler>(Func<THandler, Task<Result>> call, CancellationToken cancellation = default)
        where THandler : notnull
    {
        var result = await RunAsync<bool>(
            async services => await call(services.GetRequiredService<THandler>()) is { Refusal: { } refusal } ? refusal : true,
            cancellation);
        return result.Refusal is { } no ? no : Result.Done;
    }

    private async Task<Result<T>> AttemptAsync<T>(Func<IServiceProvider, Task<Result<T>>> useCase, bool alone, CancellationToken cancellation)
    {
        Result<T> result;
        IReadOnlyList<Func<IServiceProvider, CancellationToken, Task>> nudges;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            work.Open();
            if (alone)
            {
                await work.BeginAloneAsync(cancellation);
            }

            result = await useCase(scope.ServiceProvider);
            if (result.IsRefused)
            {
                return result;
            }

            await work.CommitAsync(cancellation);
            nudges = work.AfterCommitNudges;
        }

        await NudgeAsync(nudges, cancellation);
        return result;
    }

    /// <summary>The work is durable by now: a nudge that fails costs time until the next heartbeat, nothing else.</summary>
    private async Task NudgeAsync(IReadOnlyList<Func<IServiceProvider, CancellationToken, Task>> nudges, CancellationToken cancellation)
    {
        foreach (var nudge in nudges)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await nudge(scope.ServiceProvider, cancellation);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogNudgeFailed(failed);
            }
        }
    }

    private static bool IsLostRace(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        SqliteException { SqliteErrorCode: 5 or 6 } => true,
        SqliteException { SqliteExtendedErrorCode: 2067 or 1555 } => true,
        PostgresException { SqlState: "40001" or "40P01" or "23505" } => true,
        _ => exception.InnerException is { } inner && IsLostRace(inner),
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Another writer was faster (attempt {Attempt}, {Cause}); running again from a fresh load")]
    private partial void LogRetry(int attempt, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A nudge after the commit failed; the recurring job will do its work")]
    private partial void LogNudgeFailed(Exception exception);
}
