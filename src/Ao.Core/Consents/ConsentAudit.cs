using System.Buffers;
using Ao.Effects;
using Ao.Journal;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Writes the audit trail from the journal and verifies the one against the other.</summary>
/// <remarks>The trail follows from the facts byte for byte. Changing either side shows as a difference; cutting the trail short shows against the anchor beside it
/// and the anchors in the journal. A trail that does not fit its anchors is left as it is and not written on.</remarks>
internal sealed partial class ConsentAudit(IJournal journal, FactLog log, FactCatalog catalog, AuditFiles files, ILogger<ConsentAudit> logger) : IConsentAudit, IDisposable
{
    private const string AnchorStream = "audit/chain";
    private const int BatchSize = 256;
    private readonly SemaphoreSlim _access = new(1, 1);
    private AuditTail? _tail;

    /// <summary>Gets the position of the journal up to which the trail is written.</summary>
    public long Position => Volatile.Read(ref _tail)?.Position ?? 0;

    /// <summary>Writes the entries of all facts that have none yet.</summary>
    /// <returns>The head of the trail, or <see langword="null"/> where the trail is damaged and is not written on.</returns>
    public async ValueTask<AuditAnchor?> CatchUpAsync(CancellationToken cancellationToken)
    {
        await _access.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var tail = await WriteNewAsync(cancellationToken).ConfigureAwait(false);
            return tail.Problem is null ? tail.Head : null;
        }
        finally
        {
            _access.Release();
        }
    }

    /// <summary>Writes the head of the trail to the journal, and to the log, whose copies elsewhere nobody on this machine can change.</summary>
    public async ValueTask AnchorAsync(AuditAnchor head, CancellationToken cancellationToken)
    {
        await log.AppendAsync(AnchorStream, expectedVersion: null, [head], cancellationToken).ConfigureAwait(false);
        LogAnchored(head.Entry, head.Hash);
    }

    public async ValueTask<AuditVerification> VerifyAsync(CancellationToken cancellationToken = default)
    {
        await _access.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_tail is { Problem: not null })
            {
                // The files may have been put right since.
                _tail = null;
            }

            var tail = await WriteNewAsync(cancellationToken).ConfigureAwait(false);
            var until = tail.Problem is null ? tail.Position : journal.Head;
            var comparison = await CompareAsync(until, cancellationToken).ConfigureAwait(false);
            return comparison.IsIntact && tail.Problem is not null
                ? new AuditVerification(IsIntact: false, comparison.Entries, tail.BadEntry, tail.Problem)
                : comparison;
        }
        finally
        {
            _access.Release();
        }
    }

    /// <summary>Gives the newest anchor in the journal, or <see langword="null"/> where there is none.</summary>
    public async ValueTask<AuditAnchor?> ReadJournalAnchorAsync(CancellationToken cancellationToken)
    {
        AuditAnchor? newest = null;
        await foreach (var fact in journal.ReadStreamAsync(AnchorStream, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            newest = catalog.Decode(fact) as AuditAnchor ?? newest;
        }

        return newest;
    }

    public void Dispose() => _access.Dispose();

    private async ValueTask<AuditTail> WriteNewAsync(CancellationToken cancellationToken)
    {
        _tail ??= await AuditTail.LoadAsync(files, await ReadJournalAnchorAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (_tail.Problem is null && files.Length != _tail.Length)
        {
            _tail = _tail with { Problem = $"The trail has {files.Length} bytes where {_tail.Length} were written." };
        }

        if (_tail.Problem is { } problem)
        {
            LogDamaged(_tail.BadEntry, problem);
            return _tail;
        }

        var lines = new ArrayBufferWriter<byte>();
        var next = _tail;
        var entries = 0;
        await foreach (var fact in journal.ReadAsync(_tail.Position, cancellationToken).ConfigureAwait(false))
        {
            next = next with { Position = fact.Position };
            if (!AuditEntry.IsAudited(fact))
            {
                continue;
            }

            var (line, head) = AuditEntry.Write(next.Head, fact);
            lines.Write(line);
            lines.Write("\n"u8);
            next = next with { Head = head, Length = next.Length + line.Length + 1 };
            if (++entries % BatchSize == 0)
            {
                await FlushAsync(lines, next, cancellationToken).ConfigureAwait(false);
            }
        }

        await FlushAsync(lines, next, cancellationToken).ConfigureAwait(false);
        return _tail;
    }

    private async ValueTask FlushAsync(ArrayBufferWriter<byte> lines, AuditTail next, CancellationToken cancellationToken)
    {
        if (lines.WrittenCount > 0)
        {
            try
            {
                // Not broken off in between: the anchor belongs to the lines.
                cancellationToken.ThrowIfCancellationRequested();
                await files.AppendAsync(lines.WrittenMemory, CancellationToken.None).ConfigureAwait(false);
                await files.WriteAnchorAsync(next.Head, CancellationToken.None).ConfigureAwait(false);
            }
            catch
            {
                // How far it came is read from the files next time.
                _tail = null;
                throw;
            }

            lines.ResetWrittenCount();
        }

        _tail = next;
    }

    private async ValueTask<AuditVerification> CompareAsync(long until, CancellationToken cancellationToken)
    {
        var comparison = new AuditComparison(await files.ReadAnchorAsync(cancellationToken).ConfigureAwait(false), files.HasAnchor);
        var lines = files.ReadLinesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (lines.ConfigureAwait(false))
        {
            await foreach (var fact in journal.ReadAsync(0, cancellationToken).ConfigureAwait(false))
            {
                if (fact.Position > until)
                {
                    break;
                }

                if (AuditEntry.IsAudited(fact))
                {
                    (ReadOnlyMemory<byte> Line, bool IsWhole)? line = await lines.MoveNextAsync().ConfigureAwait(false) ? lines.Current : null;
                    if (comparison.Next(fact, line) is { } bad)
                    {
                        return bad;
                    }
                }
                else if (fact.Type == EffectFactKinds.Anchored && catalog.Decode(fact) is AuditAnchor anchor && comparison.Anchor(anchor, fact.Position) is { } bad)
                {
                    return bad;
                }
            }

            return comparison.End(hasMore: await lines.MoveNextAsync().ConfigureAwait(false));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The audit trail stands at entry {Entry}, hash {Hash}.")]
    private partial void LogAnchored(long entry, string hash);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The audit trail is damaged at entry {Entry} and is not written on: {Problem} The journal goes on holding every fact. Keep both, and find out who changed the trail.")]
    private partial void LogDamaged(long? entry, string problem);
}
