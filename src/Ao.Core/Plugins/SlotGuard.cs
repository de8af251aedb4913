using System.Reflection;

namespace Ao.Plugins;

/// <summary>Stands before an object of a plugin: measures each call and turns what the plugin should not have thrown into a <see cref="PluginException"/>.</summary>
/// <remarks>One proxy for every contract instead of a decorator for each: a contract that is added is guarded without a line more. A guard has all contracts that
/// its object has, so that an optional capability is found by a type test, on implementations and on what they return alike.</remarks>
internal class SlotGuard : DispatchProxy
{
    private object _implementation = null!;
    private PluginOrigin _origin = null!;

    /// <summary>Makes a guard.</summary>
    /// <param name="implementation">The plugin's object, which implements a contract.</param>
    /// <param name="origin">Where it comes from.</param>
    public static object Create(object implementation, PluginOrigin origin)
    {
        var proxy = DispatchProxy.Create(GuardedContracts.Of(implementation.GetType()), typeof(SlotGuard));
        var guard = (SlotGuard)proxy;
        (guard._implementation, guard._origin) = (implementation, origin);
        return proxy;
    }

    /// <summary>Tells whether results of a type are the plugin's objects, whose own members want guarding.</summary>
    public static bool Guards(Type type) => type.IsInterface && type.Assembly == typeof(IAoPlugin).Assembly;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var call = new GuardedCall(_implementation, _origin, targetMethod!, args ?? []);
        return GuardedMember.Of(targetMethod!).Run(call);
    }
}
