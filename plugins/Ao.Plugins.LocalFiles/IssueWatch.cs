using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ao.Trackers;

namespace Ao.Plugins.LocalFiles;

/// <summary>Watches a project's issues. The operating system's events only wake it early; what changed is read from the files.</summary>
internal sealed class IssueWatch(IssueStore store, TimeSpan interval, TimeProvider timeProvider)
{
    private readonly Dictionary<string, DateTime> _stamps = new(StringComparer.Ordinal);

    public async IAsyncEnumerable<IssueChange> WatchAsync(string? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = await StartAsync(cursor, cancellationToken).ConfigureAwait(false);
        store.Folder.Create();
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = new FileSystemWatcher(store.Folder.Issues);
        watcher.Renamed += (_, _) => wake.Writer.TryWrite(true);
        watcher.Changed += (_, _) => wake.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        await using var timer = timeProvider.CreateTimer(_ => wake.Writer.TryWrite(true), null, interval, interval).ConfigureAwait(false);

        while (true)
        {
            foreach (var issue in await ChangedAsync(position, cancellationToken).ConfigureAwait(false))
            {
                position = Math.Max(position, issue.Revision);
                yield return new IssueChange(position.ToString(CultureInfo.InvariantCulture), issue.ToIssue(store.Folder.Issue(issue.Id)));
            }

            await wake.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<long> StartAsync(string? cursor, CancellationToken cancellationToken)
    {
        if (cursor is not null)
        {
            return long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                ? position
                : throw new AoException($"'{Printable.Quote(cursor)}' is not a cursor of this tracker. Use the cursor of a change that it gave, or none.");
        }

        return await store.ReadRevisionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives what has a later revision, and what a person has edited by hand while this watch looked on.</summary>
    private async ValueTask<IReadOnlyList<IssueFile>> ChangedAsync(long position, CancellationToken cancellationToken)
    {
        var changed = new List<IssueFile>();
        foreach (var id in store.Folder.Ids())
        {
            var name = id.ToString(CultureInfo.InvariantCulture);
            var stamp = File.GetLastWriteTimeUtc(store.Folder.Issue(name));
            var known = _stamps.TryGetValue(name, out var last);
            if (known && last == stamp)
            {
                continue;
            }

            if (await TryReadAsync(name, cancellationToken).ConfigureAwait(false) is { } issue && (known || issue.Revision > position))
            {
                changed.Add(issue);
            }

            _stamps[name] = stamp;
        }

        return [.. changed.OrderBy(issue => issue.Revision)];
    }

    private async ValueTask<IssueFile?> TryReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // Reading the issue or the list reports the damage; a feed only hints at changes.
            return null;
        }
    }
}
