using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Ao.Scm;

namespace Ao.Plugins;

/// <summary>How the calls of one member of a contract are guarded, by the shape of what it returns.</summary>
internal sealed class GuardedMember
{
    // What members that change nothing begin with. Those have a deadline: their answer can be asked for again, while a change that was left to itself may still happen.
    private static readonly string[] s_looking = ["CheckReadiness", "Inspect", "Get", "Find", "List", "Capture"];

    // An implementation may run the checks that it is asked for, which takes as long as they take.
    private static readonly string[] s_lasting = [nameof(ICheckHost.GetChecksAsync)];

    private static readonly ConcurrentDictionary<MethodInfo, GuardedMember> s_members = new();

    private GuardedMember(Func<GuardedCall, object?> run) => Run = run;

    /// <summary>Gets what makes a call and gives its result as the caller expects it.</summary>
    public Func<GuardedCall, object?> Run { get; }

    public static GuardedMember Of(MethodInfo method) => s_members.GetOrAdd(method, static method => new GuardedMember(RunnerFor(method.ReturnType)));

    /// <summary>Gets the name of the member as its author wrote it.</summary>
    public static string NameOf(MethodInfo method) => method.IsSpecialName ? method.Name[(method.Name.IndexOf('_', StringComparison.Ordinal) + 1)..] : method.Name;

    /// <summary>Tells whether a member only looks, so that it has to answer soon and may be asked again.</summary>
    public static bool OnlyLooks(MethodInfo method) =>
        Array.Exists(s_looking, start => method.Name.StartsWith(start, StringComparison.Ordinal)) && !s_lasting.Contains(method.Name);

    private static Func<GuardedCall, object?> RunnerFor(Type result)
    {
        if (result == typeof(ValueTask))
        {
            return static call => new ValueTask(RunAsync(call, static result => (ValueTask)result!));
        }

        if (result == typeof(Task))
        {
            return static call => RunAsync(call, static result => new ValueTask((Task)result!));
        }

        var shape = result.IsGenericType ? result.GetGenericTypeDefinition() : null;
        var (runner, argument) = shape switch
        {
            _ when shape == typeof(ValueTask<>) => (nameof(ValueTaskOf), result.GetGenericArguments()[0]),
            _ when shape == typeof(Task<>) => (nameof(TaskOf), result.GetGenericArguments()[0]),
            _ when shape == typeof(IAsyncEnumerable<>) => (nameof(StreamOf), result.GetGenericArguments()[0]),
            _ when result == typeof(void) => (nameof(Plain), typeof(object)),
            _ => (nameof(Plain), result),
        };
        return typeof(GuardedMember).GetMethod(runner, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(argument).CreateDelegate<Func<GuardedCall, object?>>();
    }

    private static object? ValueTaskOf<T>(GuardedCall call) => new ValueTask<T>(RunAsync<T>(call, static result => (ValueTask<T>)result!));

    private static object? TaskOf<T>(GuardedCall call) => RunAsync<T>(call, static result => new ValueTask<T>((Task<T>)result!));

    private static object? StreamOf<T>(GuardedCall call) => ReadAsync<T>(call);

    private static object? Plain<T>(GuardedCall call)
    {
        using var measurement = new PluginMeasurement(call);
        try
        {
            return call.Guard((T)call.Invoke()!);
        }
        catch (Exception exception)
        {
            if (measurement.Fail(exception) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    private static async Task RunAsync(GuardedCall call, Func<object?, ValueTask> toTask)
    {
        using var measurement = new PluginMeasurement(call);
        try
        {
            await toTask(call.Invoke()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (measurement.Fail(exception) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    private static async Task<T> RunAsync<T>(GuardedCall call, Func<object?, ValueTask<T>> toTask)
    {
        using var measurement = new PluginMeasurement(call);
        try
        {
            return call.Guard(await call.InvokeAsync(toTask).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            if (measurement.Fail(exception) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    private static async IAsyncEnumerable<T> ReadAsync<T>(GuardedCall call, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var measurement = new PluginMeasurement(call);
        var items = GuardStep(measurement, () => ((IAsyncEnumerable<T>)call.Invoke()!).GetAsyncEnumerator(cancellationToken), cancellationToken);
        try
        {
            while (await GuardStepAsync(measurement, items.MoveNextAsync, cancellationToken).ConfigureAwait(false))
            {
                yield return call.Guard(items.Current);
            }
        }
        finally
        {
            await GuardStepAsync(measurement, async () =>
            {
                await items.DisposeAsync().ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static T GuardStep<T>(PluginMeasurement measurement, Func<T> step, CancellationToken cancellationToken)
    {
        try
        {
            return step();
        }
        catch (Exception exception)
        {
            if (measurement.Fail(exception, cancellationToken) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }

    private static async ValueTask<bool> GuardStepAsync(PluginMeasurement measurement, Func<ValueTask<bool>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (measurement.Fail(exception, cancellationToken) is { } fault)
            {
                throw fault;
            }

            throw;
        }
    }
}
