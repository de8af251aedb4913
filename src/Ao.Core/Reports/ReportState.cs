using System.Collections.Immutable;

namespace Ao.Reports;

/// <summary>A report as it is folded from its facts.</summary>
internal sealed record ReportState
{
    /// <summary>How many steps are kept in memory; the journal has all of them.</summary>
    public const int MaxSteps = 64;

    public required ReportFacts.Captured Filed { get; init; }

    /// <summary>Gets the version of the report's stream up to which this was folded.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the position in the journal at which it was captured.</summary>
    public required long CapturedAt { get; init; }

    public required AssessedSeverity Severity { get; init; }

    public ImmutableList<ReportLink> Links { get; init; } = [];

    public ReportRoute? Route { get; init; }

    public ReportIssue? Issue { get; init; }

    /// <summary>Gets the severity that the issue's labels tell.</summary>
    public ReportSeverity? LabelledSeverity { get; init; }

    /// <summary>Gets the head whose issue tells of this report.</summary>
    public string? MentionedTo { get; init; }

    public FollowUpPlan? Plan { get; init; }

    public string? PlanReason { get; init; }

    /// <summary>Gets whether the path became shorter because somebody or something said no: then nothing but a person makes it longer again.</summary>
    public bool IsDowngraded { get; init; }

    public string? ForkLocation { get; init; }

    public SessionId? Session { get; init; }

    public int? PullRequest { get; init; }

    public Uri? PullRequestAddress { get; init; }

    public ImmutableList<WriteBack> Told { get; init; } = [];

    /// <summary>Gets why a person has to look before anything else is done.</summary>
    public string? Halt { get; init; }

    /// <summary>Gets the operation that has to be settled first, where that is why.</summary>
    public OperationKey? HaltedBy { get; init; }

    /// <summary>Gets whether an operator has taken the report up, so that it goes on although its session was stopped.</summary>
    public bool IsOperators { get; init; }

    public ImmutableList<ReportStep> Steps { get; init; } = [];

    public string Id => Filed.Id;

    public ReportLink? Link => Links.Find(static link => link.WithdrawnBy is null);

    public bool IsMerged => Told.Contains(WriteBack.Merged);

    public ReportProgress Progress =>
        Link is not null ? ReportProgress.Linked
        : IsMerged ? ReportProgress.Merged
        : PullRequest is not null ? ReportProgress.PullRequest
        : Session is not null ? ReportProgress.Session
        : Issue is not null ? ReportProgress.Issue
        : Route is not null ? ReportProgress.Routed
        : ReportProgress.Captured;

    /// <summary>Gets what a user of the facade sees.</summary>
    public TrackedReport View => new()
    {
        Id = Filed.Id,
        Project = Filed.Project,
        Operation = Filed.Operation,
        Report = Filed.Report,
        FiledBy = Filed.FiledBy,
        FiledAt = Filed.FiledAt,
        Severity = Severity,
        Attachments = Filed.Attachments,
        RefusedAttachments = Filed.Refused ?? [],
        ContentKey = Filed.ContentKey,
        Links = Links,
        Link = Link,
        Progress = Progress,
        Route = Route,
        Issue = Issue,
        Plan = Plan,
        PlanReason = PlanReason,
        Session = Session,
        PullRequest = PullRequest,
        Hindrance = Halt ?? (IsDowngraded ? PlanReason : null),
        Steps = Steps,
    };
}
