namespace Ao.Reports;

/// <summary>How much a reported problem weighs.</summary>
public enum ReportSeverity
{
    /// <summary>An inconvenience.</summary>
    Low,

    /// <summary>Work is hindered.</summary>
    Medium,

    /// <summary>Work is stopped, or a result is wrong.</summary>
    High,

    /// <summary>Data or security is at risk.</summary>
    Critical,
}
