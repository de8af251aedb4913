using System.Reflection;
using System.Runtime.ExceptionServices;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Sessions;

/// <summary>A plugin as a host sees it that may die before and after each call.</summary>
#pragma warning disable CA1852 // The base class derives the proxies from this one.
internal class MortalProxy : DispatchProxy
#pragma warning restore CA1852
{
    private object _target = null!;
    private Life _life = null!;

    public static T Of<T>(T target, Life life)
        where T : class
    {
        var proxy = Create<T, MortalProxy>();
        ((MortalProxy)(object)proxy)._target = target;
        ((MortalProxy)(object)proxy)._life = life;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IAsyncDisposable.DisposeAsync))
        {
            // Letting go of what is in memory is nothing that the world would notice.
            return targetMethod.Invoke(_target, args);
        }

        _life.Step();
        object? result;
        try
        {
            result = targetMethod.Invoke(_target, args);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }

        _life.Step();
        return result is IAnsweringConnection connection ? Of(connection, _life) : result;
    }
}
