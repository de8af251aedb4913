using Ao.Agents;
using Ao.Alignment;
using Ao.Backlog;
using Ao.Budgets;
using Ao.Checkups;
using Ao.Claims;
using Ao.Consents;
using Ao.Convergence;
using Ao.Effects;
using Ao.Forks;
using Ao.Governance;
using Ao.Ledger;
using Ao.Notices;
using Ao.Notifications;
using Ao.Plugins;
using Ao.Prompts;
using Ao.PullRequests;
using Ao.Radar;
using Ao.Reactions;
using Ao.Reports;
using Ao.Reviews;
using Ao.Runtimes;
using Ao.Sessions.Costs;
using Ao.Sessions.Providers;
using Ao.Terminals;
using Ao.Trackers;
using Ao.Webhooks;
using Ao.Workspaces;

namespace Ao.Sessions;

/// <summary>The one facade of an orchestrator: sessions of agents, and what people decide about them.</summary>
/// <remarks>Safe for concurrent use. No call waits for another session. What a call has returned is durable.</remarks>
/// <example>
/// <code>
/// var session = await orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Mend the failing test." }, cancellationToken);
/// await foreach (var change in orchestrator.WatchAsync(cancellationToken: cancellationToken))
/// {
///     Console.WriteLine($"{change.Session.Id} is {change.Session.Status}");
/// }
/// </code>
/// </example>
public interface IOrchestrator
{
    /// <summary>Gets the decisions that people are asked for.</summary>
    IConsents Consents { get; }

    /// <summary>Gets the questions that agents ask.</summary>
    IQuestions Questions { get; }

    /// <summary>Gets the policies that decide what people are asked, and what came before them.</summary>
    IGovernance Governance { get; }

    /// <summary>Gets the audit trail of those decisions.</summary>
    IConsentAudit Audit { get; }

    /// <summary>Gets the effects of which it is not known whether they happened.</summary>
    IEffects Effects { get; }

    /// <summary>Gets the plugins that were found, and what became of them.</summary>
    IPluginCatalog Plugins { get; }

    /// <summary>Gets the pull requests that sessions propose.</summary>
    IPullRequests PullRequests { get; }

    /// <summary>Gets the forks, and where changes are published.</summary>
    IForks Forks { get; }

    /// <summary>Gets what forks have published, and what this host publishes.</summary>
    ILedgers Ledgers { get; }

    /// <summary>Gets what changes break for other forks.</summary>
    IAlignment Alignment { get; }

    /// <summary>Gets what forks have in common, and what people decide about it.</summary>
    IConvergence Convergence { get; }

    /// <summary>Gets the issues.</summary>
    IIssues Issues { get; }

    /// <summary>Gets the workspaces.</summary>
    IWorkspaces Workspaces { get; }

    /// <summary>Gets the reports, and what comes of them.</summary>
    IReports Reports { get; }

    /// <summary>Gets what is done when something happens to sessions and their pull requests.</summary>
    IReactions Reactions { get; }

    /// <summary>Gets the reviews of sessions' changes.</summary>
    IReviews Reviews { get; }

    /// <summary>Gets what people have to know of, and what of it waits for somebody.</summary>
    INotices Notices { get; }

    /// <summary>Gets what could not be told to people, and how the channels keep up.</summary>
    INotifications Notifications { get; }

    /// <summary>Gets who works on what.</summary>
    IClaims Claims { get; }

    /// <summary>Gets the issues that sessions are begun for on their own.</summary>
    IBacklog Backlog { get; }

    /// <summary>Gets what sessions may spend, and what they have spent.</summary>
    IBudgets Budgets { get; }

    /// <summary>Gets which sessions are about to collide.</summary>
    IMergeRadar Radar { get; }

    /// <summary>Gets where requests from outside services are given to plugins.</summary>
    IWebhooks Webhooks { get; }

    /// <summary>Gets what the start of the host found of sessions that were there before, and what it did about them.</summary>
    RecoveryReport Recovery { get; }

    /// <summary>Gets the position of what happened last: what <see cref="WatchAsync"/> takes to give only what comes.</summary>
    long Position { get; }

    /// <summary>Asks for a session. It is queued, admitted and started on its own.</summary>
    /// <param name="request">What to do, and where.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The session; the one that is there where <see cref="SpawnRequest.Key"/> was used before.</returns>
    /// <exception cref="AoException">The project or agent is not known or not ready, or the request does not keep its limits. Nothing was made.</exception>
    Task<Session> SpawnAsync(SpawnRequest request, CancellationToken cancellationToken = default);

    /// <summary>Shows what an agent would be given at its first launch, but for the session's number and the path of its workspace, without making anything.</summary>
    /// <param name="request">The session that would be asked for.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The rules and the task. Where the session's number would stand, there is <c>N</c>, and where the path of its workspace would, <c>(the workspace's folder)</c>.</returns>
    /// <exception cref="AoException">The project is not known, the request does not keep its limits, or a template is wrong.</exception>
    Task<PromptPreview> PreviewAsync(SpawnRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells a session something. The message is queued, in order, until the agent can take it.</summary>
    /// <param name="id">The session.</param>
    /// <param name="text">The text, <see cref="SpawnRequest.MaxTextLength"/> characters at most.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The receipt; <see cref="Session.Messages"/> shows how far the message gets.</returns>
    /// <exception cref="AoException">There is no such session, it was stopped, failed or lost, or the text is empty or too long.</exception>
    Task<MessageReceipt> SendAsync(SessionId id, string text, CancellationToken cancellationToken = default);

    /// <summary>Stops a session: from the moment of the call on it causes no effect outside; then its agent is interrupted and its processes are ended. Its workspace stays.</summary>
    /// <remarks>A journal that cannot be written does not keep the agent alive: its process is ended all the same, and the stop is written down as soon as that is possible.</remarks>
    /// <param name="id">The session.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="cancellationToken">The token that cancels waiting; the session is stopped all the same.</param>
    /// <returns>The session, none of whose processes lives any more. Stopping one that has ended, and for which nothing is left to do, changes nothing.</returns>
    /// <exception cref="AoException">There is no such session, or the stop could not be written down yet.</exception>
    Task<Session> StopAsync(SessionId id, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Has a session's agent break off the turn that is under way, by the tool's own means. The agent stays and can be told something else.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">The token that cancels waiting; the agent is interrupted all the same.</param>
    /// <returns>The session, whose agent was asked to break off; where that could not be done, its reason says why.</returns>
    /// <exception cref="AoException">There is no such session, or no agent of it runs.</exception>
    Task<Session> InterruptAsync(SessionId id, CancellationToken cancellationToken = default);

    /// <summary>Pauses a session: nothing is launched and no message is submitted until it is resumed. A turn that is under way is broken off, by the tool's own means or by ending its process; workspace and conversation stay.</summary>
    /// <param name="id">The session.</param>
    /// <param name="reason">Why, for the record.</param>
    /// <param name="cancellationToken">The token that cancels waiting; the session is paused all the same.</param>
    /// <returns>The session, of which nothing works any more.</returns>
    /// <exception cref="AoException">There is no such session, or it has ended.</exception>
    Task<Session> PauseAsync(SessionId id, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a session that was paused go on, in its conversation where it has one.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The session.</returns>
    /// <exception cref="AoException">There is no such session, it is not paused, or nothing is left of a budget that it needs.</exception>
    Task<Session> ResumeAsync(SessionId id, CancellationToken cancellationToken = default);

    /// <summary>Has a session go on in another way of running, in the same conversation: when its turn has ended, its tool is ended and launched anew.</summary>
    /// <param name="id">The session.</param>
    /// <param name="mode">The way of running: <see cref="AgentMode.Interactive"/> for a terminal that a person can attach to, <see cref="AgentMode.Structured"/> to take it back.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The session. It changes over on its own, at once where no turn is under way.</returns>
    /// <exception cref="AoException">There is no such session, it has ended, its agent has not named a conversation yet, or it cannot be run that way.</exception>
    Task<Session> HandOverAsync(SessionId id, AgentMode mode, CancellationToken cancellationToken = default);

    /// <summary>Gives what a session has cost, by the published prices that the configuration has for the day on which it began.</summary>
    /// <param name="id">The session.</param>
    /// <returns>The cost of each model that the agent names; no amount where there is no price for one.</returns>
    /// <exception cref="AoException">There is no such session.</exception>
    IReadOnlyList<ModelCost> CostOf(SessionId id);

    /// <summary>Looks at everything that the configuration names: the machine, the plugins, and for each project its source, agents, runtimes and services. Nothing is changed.</summary>
    /// <param name="cancellationToken">The token that cancels the look.</param>
    /// <returns>What was found, with the remedy for what is not good.</returns>
    Task<Checkup> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Says how a person reaches the terminal of a session that is run interactively.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>A command to run or an address to open, or <see langword="null"/> where no agent of the session runs, or it runs without a terminal.</returns>
    /// <exception cref="AoException">There is no such session, or its terminal cannot be asked.</exception>
    ValueTask<TerminalAccess?> GetTerminalAsync(SessionId id, CancellationToken cancellationToken = default);

    /// <summary>Lists the model providers that refuse, or have refused lately, and whose sessions are therefore held back.</summary>
    /// <returns>The providers.</returns>
    IReadOnlyList<ProviderPause> ListProviderPauses();

    /// <summary>Takes up a session that was stopped, failed or was lost: its workspace is brought back and its agent launched again, in the same conversation where it can.</summary>
    /// <param name="id">The session.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The session.</returns>
    /// <exception cref="AoException">There is no such session, or it has not ended that way.</exception>
    Task<Session> RestoreAsync(SessionId id, CancellationToken cancellationToken = default);

    /// <summary>Reads a session.</summary>
    /// <param name="id">The session.</param>
    /// <returns>The session as it is now.</returns>
    /// <exception cref="AoException">There is no such session.</exception>
    Session Get(SessionId id);

    /// <summary>Lists sessions, oldest first.</summary>
    /// <param name="query">Which ones.</param>
    /// <returns>The sessions as they are now.</returns>
    IReadOnlyList<Session> List(SessionQuery? query = null);

    /// <summary>Watches sessions: everything that has happened behind a position, and then what happens.</summary>
    /// <param name="after">The <see cref="SessionEvent.Position"/> to resume behind; 0 for everything.</param>
    /// <param name="cancellationToken">The token that ends watching.</param>
    /// <returns>The events, without a gap. A slow reader delays nobody.</returns>
    IAsyncEnumerable<SessionEvent> WatchAsync(long after = 0, CancellationToken cancellationToken = default);

    /// <summary>Reads what an agent wrote in one of a session's runs, also after the session has ended and its workspace was closed.</summary>
    /// <param name="id">The session.</param>
    /// <param name="run">The number of the run, from 1 to <see cref="Session.Runs"/>.</param>
    /// <param name="cursor">The position in the output to go on from, in bytes: the <see cref="RunOutput.NextCursor"/> of what was read last.</param>
    /// <param name="cancellationToken">The token that ends reading.</param>
    /// <returns>Chunks of at most 64 KiB, up to the end of the run: of a run that lives, what it writes while it is read too. Where output was dropped because of its limit, the next chunk's cursor shows the gap.</returns>
    /// <exception cref="AoException">There is no such session, or it never had that run.</exception>
    IAsyncEnumerable<RunOutput> ReadOutputAsync(SessionId id, int run, long cursor = 0, CancellationToken cancellationToken = default);
}
