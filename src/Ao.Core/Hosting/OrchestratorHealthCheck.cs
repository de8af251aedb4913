using Ao.Journal;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ao.Hosting;

/// <summary>Says whether an orchestrator runs, can write, and has the plugins that it was told to have.</summary>
internal sealed class OrchestratorHealthCheck(EngineHost engine) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (engine.State != EngineState.Running)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The orchestrator '{engine.Name}' is not running: {engine.State}.");
        }

        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (status, count) in HostMetrics.CountSessions(engine))
        {
            data[$"sessions.{status}"] = count;
        }

        if (engine.Services.GetService<IJournal>() is { } journal)
        {
            data["journal.head"] = journal.Head;
            data["journal.epoch"] = journal.Epoch;
        }

        var unusable = UnusablePlugins(data);
        if (await FindWriteProblemAsync(cancellationToken).ConfigureAwait(false) is { } problem)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, problem, data: data);
        }

        return unusable.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded($"Plugins that cannot be used: {string.Join("; ", unusable)}", data: data);
    }

    private List<string> UnusablePlugins(Dictionary<string, object> data)
    {
        var unusable = new List<string>();
        foreach (var plugin in engine.Services.GetService<IPluginCatalog>()?.List() ?? [])
        {
            data[$"plugins.{plugin.Id}"] = plugin.Status.ToString();
            if (plugin.Status is PluginStatus.Failed or PluginStatus.Incompatible)
            {
                unusable.Add($"{plugin.Id} ({plugin.Status}): {plugin.Problem}");
            }
        }

        return unusable;
    }

    // The journal appends only what happened, so that writing is tried beside it, on the same disk.
    private async ValueTask<string?> FindWriteProblemAsync(CancellationToken cancellationToken)
    {
        var folder = engine.Options.DataFolder;
        try
        {
            Directory.CreateDirectory(folder);
            var probe = new FileStream(
                Path.Combine(folder, $".health-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await using (probe.ConfigureAwait(false))
            {
                await probe.WriteAsync(new byte[4096], cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The data folder '{Printable.Quote(folder)}' cannot be written to: {Printable.Clean(exception.Message)}";
        }
    }
}
