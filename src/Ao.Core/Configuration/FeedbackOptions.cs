using System.ComponentModel.DataAnnotations;
using Ao.Reports;

namespace Ao.Configuration;

/// <summary>Where a project's reports go, and how far they are followed up.</summary>
public sealed class FeedbackOptions
{
    /// <summary>Gets or sets whether reports stay on this machine's disks or become issues of the tracker: one of the two, never both.</summary>
    /// <value>The default is <see cref="FeedbackMode.Local"/>.</value>
    public FeedbackMode Mode { get; set; }

    /// <summary>Gets or sets whose the problems are. A report can say otherwise for itself.</summary>
    /// <value>The default is <see cref="ReportTarget.Auto"/>: by who owns the component.</value>
    public ReportTarget Target { get; set; }

    /// <summary>Gets or sets the location of the project that this one was forked from.</summary>
    /// <value>The default is <see langword="null"/>: this project is no fork, and all its problems are its own.</value>
    public string? Upstream { get; set; }

    /// <summary>Gets or sets patterns of the components that upstream owns, such as <c>runtime/*</c>; <c>*</c> stands for any characters.</summary>
    /// <value>The default is none.</value>
    public IList<string> CoreComponents { get; set; } = [];

    /// <summary>Gets or sets patterns of the components that only this fork has. They come before <see cref="CoreComponents"/>.</summary>
    /// <value>The default is none.</value>
    public IList<string> ForkComponents { get; set; } = [];

    /// <summary>Gets or sets labels that every issue of a report gets, beside those that say its type, severity and component.</summary>
    /// <value>The default is none.</value>
    public IList<string> Labels { get; set; } = [];

    /// <summary>Gets or sets who issues of reports are assigned to.</summary>
    /// <value>The default is nobody.</value>
    public IList<string> Assignees { get; set; } = [];

    /// <summary>Gets or sets whether sessions are started that mend what is reported.</summary>
    /// <value>The default is <see langword="false"/>: an issue is made, and people take it from there.</value>
    public bool StartSessions { get; set; }

    /// <summary>Gets or sets the least severity of a report that a session is started for.</summary>
    /// <value>The default is <see cref="ReportSeverity.Medium"/>.</value>
    public ReportSeverity SessionSeverity { get; set; } = ReportSeverity.Medium;

    /// <summary>Gets or sets the owner of the fork that changes for upstream are published in. Creating the fork and publishing there need consent.</summary>
    /// <value>The default is <see langword="null"/>: they are published where the project's other changes are.</value>
    public string? ForkOwner { get; set; }

    /// <summary>Gets or sets whether the host attaches what it knows around a report: events and transitions of the session, the end of its output, and its own log.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AttachDiagnostics { get; set; } = true;

    /// <summary>Gets or sets how many later reports of the same problem are told to its issue one by one; more are only linked.</summary>
    /// <value>The default is 5.</value>
    [Range(0, 1000)]
    public int MaxMentions { get; set; } = 5;
}
