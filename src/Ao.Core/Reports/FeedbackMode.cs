namespace Ao.Reports;

/// <summary>Where a project's reports go: to one place, never to both.</summary>
public enum FeedbackMode
{
    /// <summary>To the project's reporter, which keeps them on this machine's disks.</summary>
    Local,

    /// <summary>To issues of the project's tracker.</summary>
    Scm,
}
