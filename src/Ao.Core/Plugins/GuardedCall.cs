using System.Reflection;

namespace Ao.Plugins;

/// <summary>One call of a plugin's member.</summary>
internal sealed record GuardedCall(object Implementation, PluginOrigin Origin, MethodInfo Method, object?[] Arguments)
{
    public object? Invoke() => Method.Invoke(Implementation, BindingFlags.DoNotWrapExceptions, null, Arguments, null);

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
        return exception is OperationCanceledException
            ? new PluginException(Origin.Plugin, $"The plugin '{Origin.Plugin}' {what}: it broke off by itself, most likely at a timeout of its own. Try again; if it stays, update the plugin or tell its author.", exception)
            : PluginFault.Describe(Origin.Plugin, what, exception);
    }

    private CancellationToken[] Tokens => [.. Arguments.OfType<CancellationToken>()];
}
