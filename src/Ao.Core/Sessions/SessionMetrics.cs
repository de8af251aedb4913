using System.Diagnostics.Metrics;

namespace Ao.Sessions;

/// <summary>The instruments of sessions. One set serves all orchestrators of the process.</summary>
internal static class SessionMetrics
{
    public static Counter<long> Spawned { get; } = AoTelemetry.Meter.CreateCounter<long>("ao.session.spawned", "{session}", "Sessions that were asked for, by project.");

    public static Counter<long> Verifications { get; } = AoTelemetry.Meter.CreateCounter<long>("ao.session.verifications", "{verification}", "Verifications of claims, by project and whether they passed.");

    public static Histogram<double> StepDuration { get; } = AoTelemetry.Meter.CreateHistogram<double>(
        "ao.session.step.duration", "s", "How long a step of a session took, by kind of step; waiting and attending are not counted.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });
}
