using Ao.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Effects;

/// <summary>Reads back, after a start, every effect of which an earlier host does not say whether it happened. It delays nothing else.</summary>
internal sealed partial class EffectSettlement(EffectProjection effects, EffectLookup lookup, IEffectGate gate, OperationSettlement sessions, ILogger<EffectSettlement> logger) : IEngineStage
{
    private readonly BackgroundLoop _loop = new();

    // Behind the sessions, which take up their own operations.
    public int Order => 450;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _loop.Start(SettleAsync);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => _loop.StopAsync(cancellationToken);

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var effect in effects.All)
        {
            try
            {
                // Also what is settled: the host may have ended before the session was told.
                var settled = effect.IsUnsettled
                    ? await gate.ReadBackAsync(effect.Intent.Key, lookup.Of(effect.Intent), cancellationToken).ConfigureAwait(false)
                    : effect;
                await sessions.TakeUpAsync(settled, cancellationToken).ConfigureAwait(false);
                if (settled.IsUnsettled)
                {
                    LogUnsettled(settled.Intent.Key, settled.Reason ?? "its outcome was not written down.");
                }
            }
            catch (AoException exception)
            {
                LogNotSettled(exception, effect.Intent.Key);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It is not known whether operation {Key} has happened, and unless whoever asked for it settles it, a person must look: {Reason}")]
    private partial void LogUnsettled(OperationKey key, string? reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Operation {Key} could not be settled; it is tried again at the next start, or when a person asks for it.")]
    private partial void LogNotSettled(Exception exception, OperationKey key);
}
