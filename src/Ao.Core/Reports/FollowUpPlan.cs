namespace Ao.Reports;

/// <summary>How far a report is followed up.</summary>
public enum FollowUpPlan
{
    /// <summary>The report is kept, and nothing else is done.</summary>
    ReportOnly,

    /// <summary>It becomes an issue.</summary>
    IssueOnly,

    /// <summary>A session mends it, and its change is proposed as a pull request.</summary>
    IssueAndSession,

    /// <summary>The same, with the change published in a fork.</summary>
    IssueForkAndSession,
}
