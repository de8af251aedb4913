namespace Ao.Reports;

/// <summary>Whose the problem is that a report is about, and so whose tracker it goes to.</summary>
public enum ReportTarget
{
    /// <summary>The host decides by who owns the component, and says why.</summary>
    Auto,

    /// <summary>The project that this one was forked from.</summary>
    Upstream,

    /// <summary>This project itself.</summary>
    Fork,
}
