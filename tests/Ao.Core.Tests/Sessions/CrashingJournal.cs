using Ao.Journal;

namespace Ao.Core.Tests.Sessions;

/// <summary>A journal whose host dies at a chosen append: from then on nothing is written and nobody is told that anything was.</summary>
internal sealed class CrashingJournal(IJournal journal) : IJournal
{
    private readonly TaskCompletionSource _crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _appends;

    /// <summary>Gets or sets the number of the append at which the host dies; 0 for never.</summary>
    public int CrashAt { get; set; }

    /// <summary>Gets or sets whether that append is still written.</summary>
    public bool AfterWrite { get; set; }

    /// <summary>Gets or sets whether the disk is full: nothing is written, and the journal goes on.</summary>
    public bool IsFull { get; set; }

    /// <summary>Gets how many appends there were.</summary>
    public int Appends => Volatile.Read(ref _appends);

    /// <summary>Gets what completes when the host has died.</summary>
    public Task Crashed => _crashed.Task;

    public long Epoch => journal.Epoch;

    public long Head => journal.Head;

    public async ValueTask<IReadOnlyList<Fact>> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken = default)
    {
        if (IsFull)
        {
            throw new JournalException("The disk is full.");
        }

        var number = Interlocked.Increment(ref _appends);
        if (CrashAt == 0 || number < CrashAt)
        {
            return await journal.AppendAsync(appends, cancellationToken);
        }

        if (number == CrashAt && AfterWrite)
        {
            await journal.AppendAsync(appends, CancellationToken.None);
        }

        _crashed.TrySetResult();
        throw new JournalException("The host has died.");
    }

    public IAsyncEnumerable<Fact> ReadAsync(long after = 0, CancellationToken cancellationToken = default) => journal.ReadAsync(after, cancellationToken);

    public IAsyncEnumerable<Fact> ReadStreamAsync(string stream, long afterVersion = 0, CancellationToken cancellationToken = default) => journal.ReadStreamAsync(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<Fact> SubscribeAsync(long after, CancellationToken cancellationToken = default) => journal.SubscribeAsync(after, cancellationToken);

    public ValueTask SaveSnapshotAsync(string name, JournalSnapshot snapshot, CancellationToken cancellationToken = default) => journal.SaveSnapshotAsync(name, snapshot, cancellationToken);

    public ValueTask<JournalSnapshot?> LoadSnapshotAsync(string name, CancellationToken cancellationToken = default) => journal.LoadSnapshotAsync(name, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
