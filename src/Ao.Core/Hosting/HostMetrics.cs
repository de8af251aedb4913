using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Hosting;

/// <summary>The instruments of hosting. One set serves all orchestrators of the process.</summary>
internal static class HostMetrics
{
    private static readonly ConcurrentDictionary<EngineHost, bool> s_running = new();

    static HostMetrics() => AoTelemetry.Meter.CreateObservableGauge("ao.sessions", Observe, "{session}", "Sessions by status.");

    public static Histogram<double> StartDuration { get; } = AoTelemetry.Meter.CreateHistogram<double>(
        "ao.host.start.duration", "s", "How long an orchestrator took to start, recovery included.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    public static void Add(EngineHost engine) => s_running.TryAdd(engine, true);

    public static void Remove(EngineHost engine) => s_running.TryRemove(engine, out _);

    private static IEnumerable<Measurement<int>> Observe() => s_running.Keys.SelectMany(static engine => CountSessions(engine)
        .Select(count => new Measurement<int>(
            count.Value,
            new KeyValuePair<string, object?>(AoTelemetry.OrchestratorTag, engine.Name),
            new KeyValuePair<string, object?>(AoTelemetry.SessionStatusTag, count.Key.ToString()))));

    /// <summary>Counts an orchestrator's sessions by status.</summary>
    public static Dictionary<SessionStatus, int> CountSessions(EngineHost engine) =>
        engine.Services.GetService<IOrchestrator>()?.List().CountBy(static session => session.Status).ToDictionary() ?? [];
}
