using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Keeps the audit trail up with the journal, beside the work of others, and anchors it now and then.</summary>
internal sealed partial class AuditWriter(ConsentAudit audit, IJournal journal, TimeProvider time, ILogger<AuditWriter> logger) : IEngineStage
{
    private const int AnchorEvery = 64;
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private readonly BackgroundLoop _loop = new();
    private long? _anchored;

    public int Order => 300;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _loop.Start(RunAsync);
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        await _loop.StopAsync(cancellationToken).ConfigureAwait(false);
        await WriteAsync(anchorEvery: 1, cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await WriteAsync(AnchorEvery, cancellationToken).ConfigureAwait(false);
                await foreach (var fact in journal.SubscribeAsync(audit.Position, cancellationToken).ConfigureAwait(false))
                {
                    if (fact.Position > audit.Position && AuditEntry.IsAudited(fact))
                    {
                        await WriteAsync(AnchorEvery, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
            catch (Exception exception) when (exception is AoException or IOException or UnauthorizedAccessException)
            {
                LogNotWritten(exception, s_retry);
            }

            await Task.Delay(s_retry, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteAsync(int anchorEvery, CancellationToken cancellationToken)
    {
        _anchored ??= (await audit.ReadJournalAnchorAsync(cancellationToken).ConfigureAwait(false))?.Entry ?? 0;
        if (await audit.CatchUpAsync(cancellationToken).ConfigureAwait(false) is { } head && head.Entry > _anchored && (_anchored == 0 || head.Entry - _anchored >= anchorEvery))
        {
            await audit.AnchorAsync(head, cancellationToken).ConfigureAwait(false);
            _anchored = head.Entry;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail could not be written; it is tried again in {Delay}. The journal holds every fact.")]
    private partial void LogNotWritten(Exception exception, TimeSpan delay);
}
