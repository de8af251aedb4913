using Ao.Consents;
using Ao.Journal;

namespace Ao.Notices;

/// <summary>Raises and closes notices. Raising can be part of an append that says why, so that neither is written without the other.</summary>
internal sealed class NoticeDesk(NoticeProjection notices, FactLog log) : INotices
{
    private const int MaxResolutionLength = 4_000;

    public IReadOnlyList<Notice> List(bool openOnly = true) =>
        [.. notices.All.Where(notice => !openOnly || notice.IsOpen).OrderBy(static notice => notice.At).ThenBy(static notice => notice.Id, StringComparer.Ordinal)];

    public async Task<Notice> CloseAsync(string id, string resolution, Operator by, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        if (string.IsNullOrWhiteSpace(resolution))
        {
            throw new AoException("A notice is not closed without a reason. Say what was done, or why nothing needs to be.");
        }

        var notice = notices.Find(id ?? "") ?? throw new AoException($"There is no notice '{Printable.Quote(id ?? "")}'. List the notices and use an id from there.");
        if (notice.ClosedAt is null)
        {
            await log.AppendAsync(NoticeFactKinds.StreamOf(notice.Id), expectedVersion: null, [new NoticeFacts.Closed(OperatorName.Shorten(resolution, MaxResolutionLength)!, person)], cancellationToken).ConfigureAwait(false);
        }

        return notices.Find(notice.Id)!;
    }

    /// <summary>Prepares the append that raises a notice, to go with the facts that say why; <see langword="null"/> where it was raised before.</summary>
    public StreamAppend? Prepare(NewNotice notice)
    {
        var id = NoticeFactKinds.IdOf(notice.Key);
        return notices.Find(id) is null ? log.Prepare(NoticeFactKinds.StreamOf(id), expectedVersion: 0, [new NoticeFacts.Raised(notice)]) : null;
    }

    /// <summary>Raises a notice, if it was not raised before.</summary>
    public async ValueTask RaiseAsync(NewNotice notice, CancellationToken cancellationToken)
    {
        if (Prepare(notice) is { } append)
        {
            try
            {
                await log.AppendAsync([append], cancellationToken).ConfigureAwait(false);
            }
            catch (StreamVersionException)
            {
                // Somebody else has raised it in this very moment.
            }
        }
    }

    /// <summary>Gives the key of a notice that is raised again and again: of the one that is open, or of the next one.</summary>
    /// <param name="keyOf">Gives the key of the notice with a number, from 1.</param>
    public OperationKey OpenOrNext(Func<int, OperationKey> keyOf)
    {
        for (var number = 1; ; number++)
        {
            var key = keyOf(number);
            if (notices.Find(NoticeFactKinds.IdOf(key)) is not { IsOpen: false })
            {
                return key;
            }
        }
    }

    /// <summary>Prepares the append that closes a notice whose cause has passed by itself; <see langword="null"/> where none of that key is open.</summary>
    public StreamAppend? PrepareClosing(OperationKey key, string resolution)
    {
        var id = NoticeFactKinds.IdOf(key);
        return notices.Find(id) is { ClosedAt: null } ? log.Prepare(NoticeFactKinds.StreamOf(id), expectedVersion: null, [new NoticeFacts.Closed(resolution)]) : null;
    }
}
