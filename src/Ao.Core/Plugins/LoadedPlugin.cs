using Ao.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins;

/// <summary>A plugin whose code runs: its services, its implementations and what it hosts.</summary>
internal sealed class LoadedPlugin(string id, ServiceProvider services, IReadOnlyList<PluginSlot> slots, ILogger logger, TimeProvider time, TimeSpan startTimeout) : IAsyncDisposable
{
    private readonly Stack<IHostedService> _started = new();
    private readonly List<Task> _watches = [];
    private volatile bool _isStopping;

    public IReadOnlyList<PluginSlot> Slots => slots;

    /// <summary>Gives an implementation; it is made when it is first asked for.</summary>
    public object Get(PluginSlot slot) => PluginFault.Guard(id, $"could not make its {PluginPreflight.Name(slot.Slot)} '{slot.Name}'", () =>
        services.GetRequiredKeyedService(SlotContracts.Of(slot.Slot), slot.Name));

    /// <summary>Starts what the plugin hosts.</summary>
    /// <param name="failed">Is told when a background service of the plugin breaks down later.</param>
    /// <param name="cancellationToken">The token that cancels the start.</param>
    public async ValueTask StartAsync(Action<PluginException> failed, CancellationToken cancellationToken)
    {
        var hostedServices = PluginFault.Guard(id, "could not make its hosted services", () => services.GetServices<IHostedService>().ToList());
        foreach (var hosted in hostedServices)
        {
            _started.Push(hosted);
            try
            {
                await Deadline.RunAsync(hosted.StartAsync, startTimeout, time, cancellationToken).ConfigureAwait(false);
            }
            catch (DeadlineException)
            {
                throw new PluginException(id, $"The plugin '{id}' did not start its {hosted.GetType().Name} within {startTimeout}. Find out what it waits for, raise {AoOptions.SectionName}:PluginTimeout, or update the plugin.");
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw PluginFault.Describe(id, $"could not start its {hosted.GetType().Name}", exception);
            }

            if (hosted is BackgroundService { ExecuteTask: { } task })
            {
                _watches.Add(WatchAsync(hosted, task, failed, cancellationToken));
            }
        }
    }

    /// <summary>Stops what the plugin hosts and disposes of its services. Whatever one of them throws, the rest is stopped too.</summary>
    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        while (_started.TryPop(out var hosted))
        {
            try
            {
                await hosted.StopAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                PluginLog.StopFailed(logger, exception, id, hosted.GetType().Name);
            }
        }

        try
        {
            await Task.WhenAll(_watches).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            PluginLog.StopFailed(logger, exception, id, "background services");
        }

        await DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await services.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            PluginLog.StopFailed(logger, exception, id, "services");
        }
    }

    private async Task WatchAsync(IHostedService hosted, Task task, Action<PluginException> failed, CancellationToken startToken)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_isStopping || startToken.IsCancellationRequested)
        {
            // How a background service ends when it is stopped. Before that, it is a timeout of its own that nobody caught.
        }
        catch (Exception exception)
        {
            PluginLog.BackgroundFailed(logger, exception, id, hosted.GetType().Name);
            failed(PluginFault.Describe(id, $"had its {hosted.GetType().Name} break down", exception));
        }
    }
}
