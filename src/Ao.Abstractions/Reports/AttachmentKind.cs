namespace Ao.Reports;

/// <summary>What an attachment of a report shows.</summary>
public enum AttachmentKind
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>What happened in the session: its facts, one JSON object a line.</summary>
    SessionEvents,

    /// <summary>Through which states the session went, and when.</summary>
    LifecycleTransitions,

    /// <summary>The orchestrator's own log around the time of the report.</summary>
    OrchestratorLog,

    /// <summary>The log of a dashboard.</summary>
    DashboardLog,

    /// <summary>Requests to an interface and their answers.</summary>
    ApiTrace,

    /// <summary>What was on the session's terminal, or what its process wrote.</summary>
    TerminalOutput,

    /// <summary>The console of a browser.</summary>
    BrowserConsole,
}
