using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ao;

/// <summary>The names under which Ao can be observed. The table of spans, instruments and tags is in docs/telemetry.md.</summary>
public static class AoTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "Ao";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Ao";

    /// <summary>The tag that holds the name of the orchestrator.</summary>
    public const string OrchestratorTag = "ao.orchestrator";

    /// <summary>The tag that holds the name of the project.</summary>
    public const string ProjectTag = "ao.project";

    /// <summary>The tag that holds the id of the session. It is set on spans only: as a metric's tag it would grow without bound.</summary>
    public const string SessionIdTag = "ao.session.id";

    /// <summary>The tag that holds the status of a session.</summary>
    public const string SessionStatusTag = "ao.session.status";

    /// <summary>The tag that holds the id of the plugin.</summary>
    public const string PluginTag = "ao.plugin";

    private static readonly string s_version = typeof(AoTelemetry).Assembly.GetName().Version!.ToString(3);

    /// <summary>Gets the one activity source of the engine.</summary>
    internal static ActivitySource ActivitySource { get; } = new(ActivitySourceName, s_version);

    /// <summary>Gets the one meter of the engine. It lives as long as the process and is shared by its orchestrators, which <see cref="OrchestratorTag"/> tells apart.</summary>
    internal static Meter Meter { get; } = new(MeterName, s_version);
}
