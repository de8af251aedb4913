namespace Ao.Effects;

/// <summary>What a side effect outside the process does.</summary>
public enum EffectKind
{
    /// <summary>Creates a fork. On the consent floor.</summary>
    CreateFork,

    /// <summary>Publishes a revision and opens a pull request. On the consent floor.</summary>
    OpenPullRequest,

    /// <summary>Switches where changes are published. On the consent floor.</summary>
    SwitchPushTarget,

    /// <summary>Changes a pull request that is open.</summary>
    UpdatePullRequest,

    /// <summary>Merges a pull request.</summary>
    MergePullRequest,

    /// <summary>Adds a review.</summary>
    AddReview,

    /// <summary>Creates an issue.</summary>
    CreateIssue,

    /// <summary>Changes an issue or comments on it.</summary>
    UpdateIssue,

    /// <summary>Submits a report.</summary>
    SubmitReport,

    /// <summary>Sends a notification.</summary>
    Notify,

    /// <summary>Lets an agent use a tool that its permission mode asks about. Always needs consent.</summary>
    UseTool,

    /// <summary>Lets an agent do what it has asked to be allowed. On the consent floor.</summary>
    AgentAction,

    /// <summary>Starts a session that a report asks for. It needs consent unless the project's feedback says otherwise.</summary>
    SpawnSession,

    /// <summary>Publishes what a session has pushed to its gate. Always needs consent.</summary>
    PublishBranch,

    /// <summary>Claims an issue or a pull request, so that nobody else works on it.</summary>
    ClaimWork,

    /// <summary>Gives a claim up.</summary>
    ReleaseClaim,

    /// <summary>Takes over what another holds. Always needs consent.</summary>
    TakeOverClaim,

    /// <summary>Runs checks of a revision again.</summary>
    RerunChecks,

    /// <summary>Adds a comment to a review thread, or resolves one.</summary>
    AddReviewComment,

    /// <summary>Runs a command that a reaction names.</summary>
    RunCommand,

    /// <summary>Breaks a large issue down into smaller ones. It needs consent unless the project's backlog says otherwise.</summary>
    BreakDownIssue,

    /// <summary>Brings a project's own ledger to a place where others read it. It needs consent where the project's ledger says so.</summary>
    PublishLedger,

    /// <summary>Lets work go on beyond a budget. Always needs consent.</summary>
    RaiseBudget,

    /// <summary>Shows on a pull request what the host has checked.</summary>
    PublishCheck,

    /// <summary>Brings a branch of a fork up to its upstream by a fast-forward. Always needs consent.</summary>
    SyncFork,

    /// <summary>Leaves a project's own ledger in the repository of its upstream, with what is added to it later. Always needs consent.</summary>
    RegisterFork,
}
