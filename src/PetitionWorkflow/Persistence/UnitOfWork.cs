using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// One use case, one transaction (D2). Scoped: everything that a use case, its event handlers and the workflow burst they cause
/// write goes through this context and becomes durable together in <see cref="CommitAsync"/>, or not at all.
/// </summary>
public sealed class UnitOfWork(PetitionDbContext db, CaseEventDispatcher dispatcher, WriteGate gate, TimeProvider time) : IAsyncDisposable
{
    private readonly Queue<(Guid PetitionId, ICaseEvent Happened, ActContext Act)> _raised = new();
    private readonly List<Func<IServiceProvider, CancellationToken, Task>> _afterCommit = [];
    private readonly List<Func<PetitionDbContext, CancellationToken, Task>> _beforeSave = [];
    private readonly Dictionary<Type, AppendedRows> _appended = [];
    private UnitTransaction? _transaction;
    private WriteGate.Turn? _turn;

    public PetitionDbContext Db => db;

    public TimeProvider Time => time;

    /// <summary>
    /// Before anything is read, through this context or as the context itself. An embedded database is opened once per unit instead of
    /// around every query: opening costs more than a small read. A connection to a server goes back to its pool between queries.
    /// </summary>
    internal void Open()
    {
        if (db is SqlitePetitionDbContext)
        {
            LentConnection.Of(db).PreferWarm();
            db.Database.OpenConnection();
        }
    }

    /// <summary>Stores the event with the case and tells the rooms that listen, before the commit.</summary>
    public void Raise(Guid petitionId, ICaseEvent happened, ActContext act) => _raised.Enqueue((petitionId, happened, act));

    /// <summary>A row that nobody looks at before the commit; <see cref="Db"/> does not know it.</summary>
    public void Append<TRow>(TRow row) where TRow : class
    {
        if (!_appended.TryGetValue(typeof(TRow), out var rows))
        {
            _appended[typeof(TRow)] = rows = new AppendedRows<TRow>(this);
        }

        ((AppendedRows<TRow>)rows).Add(row);
    }

    /// <summary>
    /// What is decided now holds only while the row stays as it is. Of two units of work that decide by each other's rows only one commits; the
    /// other finds the row changed and is done again.
    /// </summary>
    public void HoldTo<TRow>(TRow row) where TRow : class
    {
        if (Db.Entry(row) is { State: EntityState.Unchanged } entry)
        {
            entry.Property("Version").IsModified = true;
        }
    }

    /// <summary>Runs when the transaction is durable, in a fresh scope; for nudging jobs, never for something that must happen.</summary>
    public void AfterCommit(Func<IServiceProvider, CancellationToken, Task> nudge) => _afterCommit.Add(nudge);

    public IReadOnlyList<Func<IServiceProvider, CancellationToken, Task>> AfterCommitNudges => _afterCommit;

    /// <summary>
    /// Takes the write lock now instead of at commit, for work that must see its own increments first (numbering). Without it the
    /// unit reads freely and writes in one short transaction at the end.
    /// </summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        if (_transaction is null)
        {
            _turn = await gate.EnterAsync(cancellation);
            _transaction = await UnitTransaction.BeginAsync(Db, cancellation);
        }
    }

    /// <summary>
    /// Before anything is read: no other unit that asks for this can come between. For work that lost several races in a row; on
    /// SQLite the write lock is enough, on PostgreSQL the units that lost agree on one advisory lock.
    /// </summary>
    public async Task BeginAloneAsync(CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        if (db is PostgresPetitionDbContext)
        {
            await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(1)", cancellation);
        }
    }

    /// <summary>A statement for the database (a bulk delete) that belongs to this unit: runs inside the transaction, before the rows are saved.</summary>
    public void BeforeSave(Func<PetitionDbContext, CancellationToken, Task> statement) => _beforeSave.Add(statement);

    /// <summary>Tells the database what was written so far, without making it durable, for queries that must see it. Takes the write lock.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await BeginAsync(cancellation);
        foreach (var statement in _beforeSave)
        {
            await statement(db, cancellation);
        }

        _beforeSave.Clear();
        await db.SaveChangesAsync(cancellation);
        foreach (var rows in _appended.Values)
        {
            await rows.SaveAsync(cancellation);
        }
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        await DispatchEventsAsync(cancellation);
        await FlushAsync(cancellation);
        await _transaction!.CommitAsync(cancellation);
        await ReleaseAsync();
    }

    private async Task DispatchEventsAsync(CancellationToken cancellation)
    {
        while (_raised.TryDequeue(out var next))
        {
            Append(CaseEvent.From(next.PetitionId, next.Happened, next.Act, time.UtcNow()));
            await dispatcher.DispatchAsync(next.PetitionId, next.Happened, next.Act, cancellation);
        }
    }

    private async Task ReleaseAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            _transaction = null;
        }

        if (_turn is { } turn)
        {
            _turn = null;
            await turn.LeaveAsync();
        }
    }

    /// <summary>Not committed means rolled back.</summary>
    public async ValueTask DisposeAsync() => await ReleaseAsync();
}
