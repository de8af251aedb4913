using Ao.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of orchestrators.</summary>
public static class AoHealthChecksExtensions
{
    /// <summary>Adds the health check of an orchestrator: it runs, its data folder can be written to, and its plugins are usable. The result's data holds
    /// the journal's head and epoch, the plugins' statuses and the number of sessions by status.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="orchestrator">The orchestrator's name, or <see langword="null"/> for the one without a name.</param>
    /// <param name="failureStatus">What to report when it does not run or cannot write, or <see langword="null"/> for unhealthy. Unusable plugins are reported as degraded.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddAo(
        this IHealthChecksBuilder builder, string? orchestrator = null, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = orchestrator ?? AoBuilder.DefaultName;
        return builder.Add(new HealthCheckRegistration(
            orchestrator is null ? "ao" : $"ao-{orchestrator}",
            host => new OrchestratorHealthCheck(host.GetRequiredKeyedService<EngineHost>(key)),
            failureStatus,
            tags));
    }
}
