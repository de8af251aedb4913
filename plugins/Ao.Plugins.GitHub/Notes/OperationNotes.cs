using Ao.Plugins;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Notes;

/// <summary>Remembers which operations were begun and when, so that it is known how far back to look for what one has made.</summary>
internal sealed class OperationNotes(PluginEnvironment environment, TimeProvider timeProvider)
{
    /// <summary>How long an operation is remembered. The host settles its operations long before.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>How far the clocks of GitHub and of this machine may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    private readonly NoteFile _files = new(environment, "operations");
    private int _pruned;

    public ValueTask<OperationNote?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken) =>
        _files.ReadAsync(NameOf(source, key), NotesJson.Default.OperationNote, cancellationToken);

    /// <summary>Remembers that an operation is begun, before anything of it is sent.</summary>
    /// <returns>The note, which is an earlier one where it was begun before.</returns>
    public async ValueTask<(OperationNote Note, bool IsRepeated)> BeginAsync(ProjectSource source, OperationKey key, string? before, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _pruned, 1) == 0)
        {
            _files.Prune(timeProvider.GetUtcNow() - Kept);
        }

        if (await FindAsync(source, key, cancellationToken).ConfigureAwait(false) is { } earlier)
        {
            return (earlier, true);
        }

        var note = new OperationNote { Key = key, At = timeProvider.GetUtcNow(), Before = before };
        await _files.WriteAsync(NameOf(source, key), note, NotesJson.Default.OperationNote, cancellationToken).ConfigureAwait(false);
        return (note, false);
    }

    /// <summary>Remembers that an operation was seen to its end. It has happened, so that nothing cancels this.</summary>
    public ValueTask EndAsync(ProjectSource source, OperationNote note) =>
        _files.WriteAsync(NameOf(source, note.Key), note with { IsDone = true }, NotesJson.Default.OperationNote, CancellationToken.None);

    private static string NameOf(ProjectSource source, OperationKey key) => $"{source.Project}\n{key}";
}
