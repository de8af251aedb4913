namespace Ao.Reports;

/// <summary>The two kinds of structured report.</summary>
public enum ReportType
{
    /// <summary>Something does not work (<c>bug_report</c>).</summary>
    BugReport,

    /// <summary>Something could work better (<c>improvement_suggestion</c>).</summary>
    ImprovementSuggestion,
}
