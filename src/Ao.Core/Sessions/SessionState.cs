using System.Collections.Immutable;
using Ao.Agents;
using Ao.Enforcement;
using Ao.PullRequests;
using Ao.Scm;

namespace Ao.Sessions;

/// <summary>A session as it is folded from its facts.</summary>
internal sealed record SessionState
{
    public required SessionFacts.Requested Request { get; init; }

    /// <summary>Gets the version of the session's stream up to which this was folded.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the position in the journal at which the session was asked for: what is waited for longest has the lowest.</summary>
    public required long RequestedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public bool Admitted { get; init; }

    public Workspace? Workspace { get; init; }

    /// <summary>Gets the scm that holds the workspace.</summary>
    public string? Scm { get; init; }

    public bool WorkspaceClosed { get; init; }

    /// <summary>Gets whether the closing of the workspace was begun and has not come to its end: its folder may be there or gone.</summary>
    public bool WorkspaceClosing { get; init; }

    /// <summary>Gets why the closing that was begun could not be brought to its end.</summary>
    public string? CloseProblem { get; init; }

    /// <summary>Gets whether a person has brought the workspace back: it is not closed again of itself.</summary>
    public bool WorkspaceKept { get; init; }

    public SessionRun? Run { get; init; }

    /// <summary>Gets the enforcement level that the last launch had, or that the session was asked for with.</summary>
    public SessionEnforcement? Enforcement { get; init; }

    /// <summary>Gets the processes that were started and whose records the runtime still holds.</summary>
    public ImmutableList<HeldRun> Handles { get; init; } = [];

    public string? ConversationId { get; init; }

    /// <summary>Gets how the session is to be run: another way than the run's own means that it is to be handed over.</summary>
    public AgentMode Mode { get; init; }

    public AgentActivity Activity { get; init; }

    public string? Detail { get; init; }

    /// <summary>Gets when the activity changed last, or <see langword="null"/> where the run has told nothing yet.</summary>
    public DateTimeOffset? ActivityAt { get; init; }

    /// <summary>Gets what the activity was read from.</summary>
    public SignalSource ActivitySource { get; init; }

    /// <summary>Gets whether the agent is between two turns. One that says in the middle of a turn that it is blocked is not.</summary>
    public bool TurnIsOver { get; init; }

    /// <summary>Gets what the agent said last at the end of a turn.</summary>
    public string? LastWords { get; init; }

    /// <summary>Gets why the turn was broken off, where nothing was heard of it for too long.</summary>
    public string? Overdue { get; init; }

    /// <summary>Gets what the agent asks permission for and was not answered.</summary>
    public ImmutableList<PermissionQuestion> Permissions { get; init; } = [];

    /// <summary>Gets whether the agent is to be interrupted.</summary>
    public bool InterruptRequested { get; init; }

    /// <summary>Gets what stands in the way of the session at the moment, such as a runtime that cannot be reached.</summary>
    public string? Hindrance { get; init; }

    /// <summary>Gets the claim to be done that was not verified yet.</summary>
    public SessionFacts.DoneClaimed? Claim { get; init; }

    public ImmutableList<Verification> Verifications { get; init; } = [];

    /// <summary>Gets how many verifications have failed since one passed or the session was restored.</summary>
    public int FailedAttempts { get; init; }

    public string? VerifiedRevision { get; init; }

    /// <summary>Gets the head of a pull request that the session has not opened itself, as it was when it was taken up: what goes into it has to hold that.</summary>
    public string? AdoptedRevision { get; init; }

    /// <summary>Gets whether the verified revision changes anything.</summary>
    public bool HasChanges { get; init; }

    /// <summary>Gets what it changes.</summary>
    public IReadOnlyList<string> ChangedPaths { get; init; } = [];

    /// <summary>Gets how many more paths differ than are listed.</summary>
    public int MoreChangedPaths { get; init; }

    public SessionEnd? End { get; init; }

    public ImmutableList<MessageReceipt> Messages { get; init; } = [];

    public ImmutableList<FiledReport> Reports { get; init; } = [];

    public ImmutableList<SessionQuestion> Questions { get => field ?? []; init; } = [];

    public ImmutableList<AgentConsent> ConsentRequests { get => field ?? []; init; } = [];

    public ImmutableList<SessionPush> Pushes { get => field ?? []; init; } = [];

    public ProposedChange? PullRequest { get; init; }

    /// <summary>Gets the breakdown of its issue that a designer has proposed last, as it wrote it.</summary>
    public string? Breakdown { get; init; }

    /// <summary>Gets how many breakdowns it has proposed.</summary>
    public int Breakdowns { get; init; }

    /// <summary>Gets the verdict of a reviewer.</summary>
    public SessionVerdict? Verdict { get; init; }

    /// <summary>Gets whether a reviewer was found to have changed what it was only to read.</summary>
    public bool HasWritten { get; init; }

    /// <summary>Gets why the session is to spend nothing, where it is not to.</summary>
    public SessionPause? Pause { get; init; }

    /// <summary>Gets what is reserved of the budgets for the turn, or the run, that is under way or about to begin.</summary>
    public SessionFacts.BudgetReserved? Reservation { get; init; }

    public SessionUsage Usage { get; init; } = SessionUsage.None;

    /// <summary>Gets the usage by model, where the agent names it.</summary>
    public ImmutableDictionary<string, SessionUsage> UsageByModel { get; init; } = ImmutableDictionary<string, SessionUsage>.Empty;

    /// <summary>Gets the usage of the turn that is under way, or of the last one.</summary>
    public SessionUsage TurnUsage { get; init; } = SessionUsage.None;

    /// <summary>Gets whether that turn is over, so that what comes belongs to the next one.</summary>
    public bool TurnUsageIsWhole { get; init; }

    /// <summary>Gets how many turns have ended.</summary>
    public int Turns { get; init; }

    public SessionId Id => Request.Id;

    /// <summary>Gets whether there is a workspace whose folder is certain to be there.</summary>
    public bool WorkspaceIsOpen => Workspace is not null && !WorkspaceClosed && !WorkspaceClosing;

    /// <summary>Gets whether a process of the session may live.</summary>
    public bool HasLiveRun => Run is { Ended: false };

    public bool IsEnded(params ReadOnlySpan<SessionStatus> statuses) => End is { } end && statuses.Contains(end.Status);

    /// <summary>Gets the first message that no run has taken yet.</summary>
    public MessageReceipt? NextMessage => Messages.Find(static message => message.Stage == MessageStage.Persisted);

    /// <summary>Gets whether the agent has asked people something and has no answer yet.</summary>
    public bool AwaitsPeople => OpenQuestion is not null || ConsentRequests.Exists(static request => request.Granted is null);

    /// <summary>Gets whether the session is to go on in another way of running than its last run's.</summary>
    public bool HandsOver => End is null && Run is { } run && run.Mode != Mode;

    /// <summary>Gets the first question that nobody has answered yet.</summary>
    public SessionQuestion? OpenQuestion => Questions.Find(static question => question.Answer is null);

    /// <summary>Gets whether the agent has ended its turn and waits for an answer.</summary>
    private bool AwaitsAnswer => Activity is AgentActivity.Ready or AgentActivity.Idle && OpenQuestion is not null;

    /// <summary>Gets whether the session was done and has been told something since.</summary>
    private bool GoesOn => IsEnded(SessionStatus.Done) && NextMessage is not null;

    /// <summary>Gets the status.</summary>
    public SessionStatus Status =>
        End is { } end && !GoesOn ? end.Status
        : Pause is not null ? SessionStatus.Paused
        : !Admitted ? SessionStatus.Queued
        : Claim is not null ? SessionStatus.Verifying
        : Run is not { Handle: not null, Ended: false } ? SessionStatus.Starting
        : !Permissions.IsEmpty ? SessionStatus.WaitingForInput
        : Activity switch
        {
            AgentActivity.Active => SessionStatus.Working,
            AgentActivity.WaitingForInput => SessionStatus.WaitingForInput,
            AgentActivity.Blocked => SessionStatus.Blocked,
            _ => AwaitsAnswer ? SessionStatus.WaitingForInput : SessionStatus.Ready,
        };

    /// <summary>Gets what the agent asks permission for.</summary>
    private string? Asked => Permissions.IsEmpty ? null : $"It asks to use {Permissions[0].Use}";

    /// <summary>Gets what a user of the facade sees.</summary>
    public Session View => new()
    {
        Id = Request.Id,
        Project = Request.Project,
        Title = Request.Title,
        Prompt = Request.Prompt,
        Agent = Request.Agent,
        Role = Request.Role,
        Branch = Request.Branch,
        Enforcement = Enforcement,
        DependsOn = Request.DependsOn,
        Status = Status,
        Mode = Mode,
        Reason = End is { } end && !GoesOn ? end.Reason : Pause?.Reason ?? Hindrance ?? Asked ?? (AwaitsAnswer ? OpenQuestion!.Text : Detail),
        Activity = HasLiveRun && ActivityAt is { } since ? new SessionActivity(Activity, Detail, since, ActivitySource) : null,
        LastWords = LastWords,
        Turns = Turns,
        TurnUsage = TurnUsage,
        UsageByModel = UsageByModel,
        WorkspacePath = WorkspaceClosed ? null : Workspace?.Path,
        Runs = Run?.Id.Number ?? 0,
        Usage = Usage,
        Messages = Messages,
        Verifications = Verifications,
        VerifiedRevision = VerifiedRevision,
        Reports = Reports,
        Questions = Questions,
        Pushes = Pushes,
        PullRequest = PullRequest,
        Issue = Request.Issue,
        SpawnedBy = Request.SpawnedBy,
        Reviews = Request.Reviews,
        Verdict = Verdict,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
