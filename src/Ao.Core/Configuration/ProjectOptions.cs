using System.ComponentModel.DataAnnotations;
using Ao.Effects;
using Ao.Enforcement;
using Ao.Scm;

namespace Ao.Configuration;

/// <summary>A body of work under orchestration.</summary>
public sealed class ProjectOptions
{
    /// <summary>The scm of a project that names none.</summary>
    internal const string DefaultScm = "git";

    /// <summary>Gets or sets where the work lives: a folder, or an address that the scm knows.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>Gets or sets the branch that work starts from and returns to.</summary>
    /// <value>The default is <see langword="null"/>: the source's own default branch.</value>
    public string? BaseBranch { get; set; }

    /// <summary>Gets or sets the prefix of the project's session ids.</summary>
    /// <value>The default is <see langword="null"/>: the project's name.</value>
    public string? Prefix { get; set; }

    /// <summary>Gets or sets the name of the scm.</summary>
    /// <value>The default is <c>git</c>.</value>
    public string Scm { get; set; } = DefaultScm;

    /// <summary>Gets or sets the name of the agent that sessions run where they name no other.</summary>
    /// <value>The default is <c>command</c>.</value>
    public string Agent { get; set; } = "command";

    /// <summary>Gets or sets the settings of the agents, by the agent's name.</summary>
    public IDictionary<string, AgentOptions> Agents { get; set; } = new Dictionary<string, AgentOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the folder with the project's own prompt templates: <c>project.md</c> with its rules, and files in place of Ao's <c>base.md</c>, <c>tools.md</c>, <c>task.md</c> and <c>role-worker.md</c>, <c>role-orchestrator.md</c>, <c>role-reviewer.md</c>, <c>role-designer.md</c>. It should not be a folder that agents can write to.</summary>
    /// <value>The default is <see langword="null"/>: Ao's own templates, and no project rules.</value>
    public string? PromptFolder { get; set; }

    /// <summary>Gets or sets the name of the runtime.</summary>
    /// <value>The default is <c>local-process</c>.</value>
    public string Runtime { get; set; } = "local-process";

    /// <summary>Gets or sets the name of the runtime for sessions that are run interactively: one with terminals.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="Runtime"/>.</value>
    public string? InteractiveRuntime { get; set; }

    /// <summary>Gets or sets the name of the terminal, or <see langword="null"/> for none.</summary>
    public string? Terminal { get; set; }

    /// <summary>Gets or sets the name of the tracker, or <see langword="null"/> for none.</summary>
    public string? Tracker { get; set; }

    /// <summary>Gets or sets the name of the reporter, or <see langword="null"/> for none: reports are then kept in the journal only.</summary>
    public string? Reporter { get; set; }

    /// <summary>Gets or sets the names of the notifiers.</summary>
    public IList<string> Notifiers { get; set; } = [];

    /// <summary>Gets or sets who is told what of the project, and when. What is left out is as the host's settings say.</summary>
    public NotificationOptions Notifications { get; set; } = new();

    /// <summary>Gets or sets how far workspaces are kept apart.</summary>
    /// <value>The default is <see cref="WorkspaceIsolation.Repository"/>.</value>
    public WorkspaceIsolation Isolation { get; set; }

    /// <summary>Gets or sets the lowest enforcement level that sessions may have. One that would have a lower one is not begun.</summary>
    /// <value>The default is <see cref="EnforcementLevel.CredentialBrokered"/>.</value>
    public EnforcementLevel MinEnforcement { get; set; } = EnforcementLevel.CredentialBrokered;

    /// <summary>Gets or sets what the host runs before it believes that a session is done.</summary>
    public VerificationOptions Verification { get; set; } = new();

    /// <summary>Gets or sets what becomes of a verified change.</summary>
    public PullRequestOptions PullRequests { get; set; } = new();

    /// <summary>Gets or sets what is done when something happens to the project's sessions and their pull requests, by the reaction's key: over <c>Ao:Reactions</c>, field by field.</summary>
    public IDictionary<string, ReactionOptions> Reactions { get; set; } = new Dictionary<string, ReactionOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets who reads changes before they are merged.</summary>
    public ReviewOptions Reviews { get; set; } = new();

    /// <summary>Gets or sets where reports go, and how far they are followed up.</summary>
    public FeedbackOptions Feedback { get; set; } = new();

    /// <summary>Gets or sets what the project is among the forks of one source.</summary>
    public ForkOptions Fork { get; set; } = new();

    /// <summary>Gets or sets whether changes are checked for what they break in other forks.</summary>
    public AlignmentOptions Alignment { get; set; } = new();

    /// <summary>Gets or sets which issues sessions are begun for on their own.</summary>
    public BacklogOptions Backlog { get; set; } = new();

    /// <summary>Gets or sets where the project's own ledger is published, and how much is taken of its peers.</summary>
    public LedgerOptions Ledger { get; set; } = new();

    /// <summary>Gets or sets how the forks of the project are compared, and what it tells them.</summary>
    public ConvergenceOptions Convergence { get; set; } = new();

    /// <summary>Gets or sets how the workspaces of sessions are compared, so that those which are about to collide are told before they do.</summary>
    public RadarOptions Radar { get; set; } = new();

    /// <summary>Gets or sets further kinds of effects that need a person's consent, beside those of the floor, which always do.</summary>
    public IList<EffectKind> Gates { get; set; } = [];

    /// <summary>Gets or sets what may be done in the project's name, beside what a person decides.</summary>
    public ProjectPolicyOptions Policy { get; set; } = new();

    /// <summary>Gets or sets what the project's sessions may spend.</summary>
    public ProjectBudgetOptions Budget { get; set; } = new();

    /// <summary>Gets or sets how many sessions of the project may run at once.</summary>
    /// <value>The default is <see langword="null"/>: no limit of its own.</value>
    [Range(1, 100_000)]
    public int? MaxSessions { get; set; }
}
