using System.Reflection;
using Ao.Configuration;

namespace Ao.Plugins;

/// <summary>One call of a plugin's member.</summary>
internal sealed record GuardedCall(object Implementation, PluginOrigin Origin, MethodInfo Method, object?[] Arguments)
{
    public object? Invoke() => Method.Invoke(Implementation, BindingFlags.DoNotWrapExceptions, null, Arguments, null);

    /// <summary>Makes the call and waits for its result; where the call only looks, not longer than the plugin may take.</summary>
    public async Task<T> InvokeAsync<T>(Func<object?, ValueTask<T>> toTask) => GuardedMember.OnlyLooks(Method)
        ? await Deadline.RunAsync(token => toTask(With(token).Invoke()).AsTask(), Origin.Timeout, Origin.Time, Tokens).ConfigureAwait(false)
        : await toTask(Invoke()).ConfigureAwait(false);

    /// <summary>Puts a guard before a result that is an object of the plugin with members of its own.</summary>
    public T Guard<T>(T result) =>
        result is not null && SlotGuard.Guards(typeof(T)) ? (T)SlotGuard.Create(result, Origin) : result;

    /// <summary>Tells whether an exception may pass as it is: what Ao reports on purpose, and the cancellation that the caller asked for.</summary>
    /// <remarks>A cancellation that nobody asked for is a timeout of the plugin's own; passed on, it would end the caller's loop as if it had been told to stop.</remarks>
    public bool LetsPass(Exception exception, CancellationToken further = default) => exception switch
    {
        AoException => true,
        OperationCanceledException => further.IsCancellationRequested || Tokens is not { Length: > 0 } tokens || tokens.Any(static token => token.IsCancellationRequested),
        _ => false,
    };

    public PluginException Describe(Exception exception)
    {
        PluginLog.CallFailed(Origin.Logger, exception, Origin.Plugin, Origin.Slot.Slot, Origin.Slot.Name, GuardedMember.NameOf(Method));
        var what = $"failed in its {PluginPreflight.Name(Origin.Slot.Slot)} '{Origin.Slot.Name}', at {GuardedMember.NameOf(Method)}";
        return exception switch
        {
            OperationCanceledException => new PluginException(Origin.Plugin, $"The plugin '{Origin.Plugin}' {what}: it broke off by itself, most likely at a timeout of its own. Try again; if it stays, update the plugin or tell its author.", exception),
            DeadlineException { Limit: var limit } => new PluginException(Origin.Plugin, $"The plugin '{Origin.Plugin}' {what}: it did not answer within {limit}. Find out what it waits for, raise {AoOptions.SectionName}:PluginTimeout, or update the plugin.", exception),
            _ => PluginFault.Describe(Origin.Plugin, what, exception),
        };
    }

    private GuardedCall With(CancellationToken token) => this with { Arguments = [.. Arguments.Select(argument => argument is CancellationToken ? token : argument)] };

    private CancellationToken[] Tokens => [.. Arguments.OfType<CancellationToken>()];
}
