using System.Collections.Concurrent;

namespace PetitionWorkflow.Jobs;

/// <summary>
/// Which work runs on this node right now. A second call for running work does not queue up behind it: it asks the first to go
/// round once more, so that what became due meanwhile is not missed.
/// </summary>
public sealed class RunningWork
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new();

    public Turn? TryEnter(string name) => _turns.GetOrAdd(name, _ => new Turn()).TryStart();

    public sealed class Turn : IDisposable
    {
        private readonly Lock _lock = new();
        private bool _running;
        private bool _again;

        internal Turn? TryStart()
        {
            lock (_lock)
            {
                if (_running)
                {
                    _again = true;
                    return null;
                }

                _running = true;
                return this;
            }
        }

        /// <summary>True once for any number of calls since the last round; false ends the turn.</summary>
        public bool AskedAgain()
        {
            lock (_lock)
            {
                var again = _again;
                _again = false;
                _running = again;
                return again;
            }
        }

        public void Dispose()
        {
            lock (_lock)
            {
                _running = false;
            }
        }
    }
}
