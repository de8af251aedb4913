using Ao.Journal;

namespace Ao.Core.Tests.Sessions;

/// <summary>A journal whose host may die before an append, or after it was written and before anybody was told.</summary>
internal sealed class MortalJournal(IJournal journal, Life life) : IJournal
{
    public long Epoch => journal.Epoch;

    public long Head => journal.Head;

    public async ValueTask<IReadOnlyList<Fact>> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken = default)
    {
        life.Step();
        var facts = await journal.AppendAsync(appends, cancellationToken);
        life.Step();
        return facts;
    }

    public IAsyncEnumerable<Fact> ReadAsync(long after = 0, CancellationToken cancellationToken = default) => journal.ReadAsync(after, cancellationToken);

    public IAsyncEnumerable<Fact> ReadStreamAsync(string stream, long afterVersion = 0, CancellationToken cancellationToken = default) => journal.ReadStreamAsync(stream, afterVersion, cancellationToken);

    public IAsyncEnumerable<Fact> SubscribeAsync(long after, CancellationToken cancellationToken = default) => journal.SubscribeAsync(after, cancellationToken);

    public ValueTask SaveSnapshotAsync(string name, JournalSnapshot snapshot, CancellationToken cancellationToken = default) => journal.SaveSnapshotAsync(name, snapshot, cancellationToken);

    public ValueTask<JournalSnapshot?> LoadSnapshotAsync(string name, CancellationToken cancellationToken = default) => journal.LoadSnapshotAsync(name, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
