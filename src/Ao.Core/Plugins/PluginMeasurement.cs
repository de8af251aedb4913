using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ao.Plugins;

/// <summary>Measures one call into a plugin: a span, a count by outcome and a duration.</summary>
internal sealed class PluginMeasurement : IDisposable
{
    private static readonly Counter<long> s_calls = AoTelemetry.Meter.CreateCounter<long>("ao.plugin.calls", "{call}", "Calls into plugins, by outcome.");

    private static readonly Histogram<double> s_duration = AoTelemetry.Meter.CreateHistogram<double>(
        "ao.plugin.call.duration", "s", "How long calls into plugins took; for streams, until they ended.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60] });

    private readonly GuardedCall _call;
    private readonly string _member;
    private readonly Activity? _activity;
    private readonly long _started;
    private string _outcome = "ok";

    public PluginMeasurement(GuardedCall call)
    {
        _call = call;
        _member = GuardedMember.NameOf(call.Method);
        _started = call.Origin.Time.GetTimestamp();
        _activity = AoTelemetry.ActivitySource.StartActivity("ao.plugin.call");
        foreach (var (key, value) in Tags)
        {
            _activity?.SetTag(key, value);
        }
    }

    private TagList Tags => new(
        [
            new(AoTelemetry.PluginTag, _call.Origin.Plugin),
            new("ao.plugin.slot", _call.Origin.Slot.Slot.ToString()),
            new("ao.plugin.name", _call.Origin.Slot.Name),
            new("ao.plugin.member", _member),
        ]);

    /// <summary>Notes how the call failed, and gives what to throw instead, or <see langword="null"/> where the exception may pass.</summary>
    public PluginException? Fail(Exception exception, CancellationToken further = default)
    {
        var passes = _call.LetsPass(exception, further);
        _outcome = (passes, exception) switch
        {
            (true, OperationCanceledException) => "cancelled",
            (true, _) => "error",
            _ => "fault",
        };
        if (_outcome != "cancelled")
        {
            _activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        }

        return passes ? null : _call.Describe(exception);
    }

    public void Dispose()
    {
        var tags = Tags;
        s_duration.Record(_call.Origin.Time.GetElapsedTime(_started).TotalSeconds, tags);
        tags.Add("ao.plugin.outcome", _outcome);
        s_calls.Add(1, tags);
        _activity?.SetTag("ao.plugin.outcome", _outcome);
        _activity?.Dispose();
    }
}
