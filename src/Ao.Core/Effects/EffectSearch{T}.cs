using Ao.Plugins;
using Microsoft.Extensions.Logging;

namespace Ao.Effects;

/// <summary>Looks outside for what an operation created.</summary>
/// <typeparam name="T">What it creates.</typeparam>
internal sealed partial class EffectSearch<T>(OperationKey key, SessionId? session, IEffectAction<T> action, SessionGates sessions, TimeProvider time, ILogger logger)
    where T : class
{
    private const string NotThere = "it was not there when it was looked for, and a call that broke off can still arrive";

    /// <summary>Looks before anything is done: what is not there now has not been created.</summary>
    public async ValueTask<EffectFinding<T>> LookAsync(CancellationToken cancellationToken) =>
        action.CanBeFound ? await SearchAsync(isReadBack: false, cancellationToken).ConfigureAwait(false) : new EffectFinding<T>(null, null);

    /// <summary>Looks for what a call that broke off may have left. It is looked for several times, because such a call can arrive late; and when it is not found, that is no proof.</summary>
    public async ValueTask<EffectFinding<T>> ReadBackAsync(CancellationToken cancellationToken) =>
        action.CanBeFound ? await SearchAsync(isReadBack: true, cancellationToken).ConfigureAwait(false) : new EffectFinding<T>(null, "an effect of this kind cannot be looked for");

    private async ValueTask<EffectFinding<T>> SearchAsync(bool isReadBack, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var (value, fault) = await FindAsync(cancellationToken).ConfigureAwait(false);
            if (value is not null || (fault is null && !isReadBack))
            {
                return new EffectFinding<T>(value, null);
            }

            var problem = fault?.Message ?? NotThere;
            var isFinal = fault is AoException and not (TransientException or OutcomeUnknownException or PluginException);
            var wish = (fault as TransientException)?.RetryAfter;
            if (isFinal || EffectBackoff.After(tries, wish) is not { } delay)
            {
                return new EffectFinding<T>(null, problem) { MayPass = !isFinal, RetryAfter = wish };
            }

            await sessions.WaitAsync(session, delay, time, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (sessions.IsClosed(session))
            {
                return new EffectFinding<T>(null, "the session's gate was closed meanwhile");
            }
        }
    }

    private async ValueTask<(T? Value, Exception? Fault)> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await action.FindAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRead(exception, key);
            return (null, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be seen whether operation {Key} has happened.")]
    private partial void LogNotRead(Exception exception, OperationKey key);
}
