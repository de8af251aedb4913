namespace Ao.Reports;

/// <summary>How far a report has come.</summary>
public enum ReportProgress
{
    /// <summary>It is in the journal.</summary>
    Captured,

    /// <summary>It is known where it goes.</summary>
    Routed,

    /// <summary>It is linked to another report, which stands for both.</summary>
    Linked,

    /// <summary>There is an issue of it.</summary>
    Issue,

    /// <summary>A session works on it.</summary>
    Session,

    /// <summary>The session's change is proposed.</summary>
    PullRequest,

    /// <summary>The change is merged and the issue closed.</summary>
    Merged,
}
