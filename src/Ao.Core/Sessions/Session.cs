using Ao.Agents;
using Ao.Enforcement;
using Ao.PullRequests;

namespace Ao.Sessions;

/// <summary>One agent, one task, one workspace, as it is at one moment.</summary>
public sealed record Session
{
    /// <summary>Gets the id.</summary>
    public required SessionId Id { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets one line that names the task.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what it was asked to do.</summary>
    public required string Prompt { get; init; }

    /// <summary>Gets the name of the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets what it is for.</summary>
    public SessionRole Role { get; init; }

    /// <summary>Gets how its agent's tool is run.</summary>
    public AgentMode Mode { get; init; }

    /// <summary>Gets how far it is kept from acting outside without consent: as it was launched last or, before that, as it was asked for. <see langword="null"/> where an earlier version of Ao asked for it and it was not launched since.</summary>
    public SessionEnforcement? Enforcement { get; init; }

    /// <summary>Gets the branch that it works on.</summary>
    public required string Branch { get; init; }

    /// <summary>Gets the sessions whose changes have to be merged before this one's.</summary>
    public IReadOnlyList<SessionId> DependsOn { get; init; } = [];

    /// <summary>Gets the status, derived from the facts.</summary>
    public required SessionStatus Status { get; init; }

    /// <summary>Gets why it has this status, where that needs saying: what it asks, why it is blocked, what cannot be reached at the moment, how it ended.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets what its agent does, as it was told last, or <see langword="null"/> where no agent runs or it has told nothing.</summary>
    public SessionActivity? Activity { get; init; }

    /// <summary>Gets what its agent said last at the end of a turn. Text from outside.</summary>
    public string? LastWords { get; init; }

    /// <summary>Gets how many turns its agent has ended.</summary>
    public int Turns { get; init; }

    /// <summary>Gets the folder that it works in, until its workspace is closed and the folder gone.</summary>
    public string? WorkspacePath { get; init; }

    /// <summary>Gets how often its agent was launched.</summary>
    public int Runs { get; init; }

    /// <summary>Gets the tokens that its agent says it has used.</summary>
    public SessionUsage Usage { get; init; } = SessionUsage.None;

    /// <summary>Gets the tokens of the turn that is under way, or of the last one.</summary>
    public SessionUsage TurnUsage { get; init; } = SessionUsage.None;

    /// <summary>Gets the tokens by model, where the agent names it.</summary>
    public IReadOnlyDictionary<string, SessionUsage> UsageByModel { get; init; } = new Dictionary<string, SessionUsage>();

    /// <summary>Gets what it was told after its task, oldest first.</summary>
    public IReadOnlyList<MessageReceipt> Messages { get; init; } = [];

    /// <summary>Gets what the host found when it verified what the session claimed, oldest first.</summary>
    public IReadOnlyList<Verification> Verifications { get; init; } = [];

    /// <summary>Gets the revision that was verified last with success.</summary>
    public string? VerifiedRevision { get; init; }

    /// <summary>Gets the reports that it filed, oldest first.</summary>
    public IReadOnlyList<FiledReport> Reports { get; init; } = [];

    /// <summary>Gets what it asked the operator, oldest first.</summary>
    public IReadOnlyList<SessionQuestion> Questions { get; init; } = [];

    /// <summary>Gets the issue that the session works on.</summary>
    public IssueReference? Issue { get; init; }

    /// <summary>Gets the session whose agent asked for it, where one did.</summary>
    public SessionId? SpawnedBy { get; init; }

    /// <summary>Gets one line that says what it has spent of its budget, such as <c>tokens 12,300 of 50,000 (reserved 20,000), turns 3 of 40</c>; <see langword="null"/> where its project limits no session.</summary>
    public string? Budget { get; init; }

    /// <summary>Gets the session whose change it reviews.</summary>
    public SessionId? Reviews { get; init; }

    /// <summary>Gets its verdict, where it is a reviewer and has given one.</summary>
    public SessionVerdict? Verdict { get; init; }

    /// <summary>Gets what its agent has pushed, oldest first. A push ends at the session's gate.</summary>
    public IReadOnlyList<SessionPush> Pushes { get; init; } = [];

    /// <summary>Gets the pull request that it owns.</summary>
    public ProposedChange? PullRequest { get; init; }

    /// <summary>Gets when it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when something happened to it last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
