using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// SQLite has one writer. Waiting for it here is first come first served; waiting for its file lock is polling. PostgreSQL needs
/// no gate.
/// </summary>
public sealed class WriteGate(IOptions<DatabaseOptions> options) : IDisposable
{
    private readonly SemaphoreSlim? _turn = options.Value.Provider == DatabaseProvider.Sqlite ? new SemaphoreSlim(1, 1) : null;
    private int _waiting;

    /// <summary>Null where everybody may write.</summary>
    public async Task<Turn?> EnterAsync(CancellationToken cancellation)
    {
        if (_turn is null)
        {
            return null;
        }

        Interlocked.Increment(ref _waiting);
        try
        {
            await _turn.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return new Turn(this);
    }

    public void Dispose() => _turn?.Dispose();

    /// <summary>The right to write; to be left exactly once.</summary>
    public sealed class Turn(WriteGate gate)
    {
        public Leaving LeaveAsync() => new(gate);
    }

    /// <summary>
    /// Opens the gate. When others wait, this thread goes on with the next of them and what follows here goes on elsewhere: a gate
    /// that is open while every thread computes is time in which nobody writes.
    /// </summary>
    public readonly struct Leaving : ICriticalNotifyCompletion
    {
        private readonly WriteGate _gate;

        internal Leaving(WriteGate gate) => _gate = gate;

        public bool IsCompleted
        {
            get
            {
                if (Volatile.Read(ref _gate._waiting) > 0)
                {
                    return false;
                }

                _gate._turn!.Release();
                return true;
            }
        }

        public Leaving GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static rest => rest(), continuation, preferLocal: false);
            _gate._turn!.Release();
        }
    }
}
