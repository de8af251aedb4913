using System.Text.Json;
using Ao.Journal;

namespace Ao.Notifications;

/// <summary>Keeps how far each notifier has come in the journal, and what it holds back.</summary>
internal sealed class NotifierPlaces(IJournal journal)
{
    /// <summary>The form with what is held back; before it, there was the place alone.</summary>
    private const int Schema = 2;

    /// <summary>Gives a notifier's place. One that is new is not told what happened before it was there; what happens from here on it is told, also by the next host.</summary>
    public async Task<(long Position, NotifierState State)> BeginAsync(string name, CancellationToken cancellationToken)
    {
        if (await journal.LoadSnapshotAsync(NameOf(name), cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return (kept.Position, kept is { Schema: Schema, Data.Length: > 0 } ? JsonSerializer.Deserialize(kept.Data.Span, NotifierStateJson.Default.NotifierState)! : NotifierState.Empty);
        }

        var head = journal.Head;
        await KeepAsync(name, head, NotifierState.Empty, cancellationToken).ConfigureAwait(false);
        return (head, NotifierState.Empty);
    }

    public ValueTask KeepAsync(string name, long position, NotifierState state, CancellationToken cancellationToken) =>
        journal.SaveSnapshotAsync(NameOf(name), new JournalSnapshot(position, Schema, JsonSerializer.SerializeToUtf8Bytes(state, NotifierStateJson.Default.NotifierState)), cancellationToken);

    private static string NameOf(string name) => $"notifier/{name}";
}
