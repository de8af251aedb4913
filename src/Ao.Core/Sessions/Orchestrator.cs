using System.Runtime.CompilerServices;
using Ao.Agents;
using Ao.AgentTools;
using Ao.Alignment;
using Ao.Backlog;
using Ao.Budgets;
using Ao.Checkups;
using Ao.Claims;
using Ao.Configuration;
using Ao.Consents;
using Ao.Convergence;
using Ao.Effects;
using Ao.Forks;
using Ao.Governance;
using Ao.Journal;
using Ao.Ledger;
using Ao.Notices;
using Ao.Notifications;
using Ao.Plugins;
using Ao.Projects;
using Ao.Prompts;
using Ao.PullRequests;
using Ao.Radar;
using Ao.Reactions;
using Ao.Reports;
using Ao.Reviews;
using Ao.Runtimes;
using Ao.Sessions.Output;
using Ao.Sessions.Costs;
using Ao.Sessions.Providers;
using Ao.Terminals;
using Ao.Trackers;
using Ao.Webhooks;
using Ao.Workspaces;
using Microsoft.Extensions.Options;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>The facade over the engine.</summary>
internal sealed class Orchestrator(
    SessionContext context,
    SessionSupervisor supervisor,
    ProjectCatalog projects,
    SpawnPreflight preflight,
    SessionSpawner spawner,
    IReports reports,
    IJournal journal,
    IConsents consents,
    IGovernance governance,
    IQuestions questions,
    IConsentAudit audit,
    IPluginCatalog plugins,
    IPullRequests pullRequests,
    IForks forks,
    ILedgers ledgers,
    IAlignment alignment,
    IConvergence convergence,
    IIssues issues,
    IEffects effects,
    IWorkspaces workspaces,
    IReactions reactions,
    INotices notices,
    INotifications notifications,
    IReviews reviews,
    IClaims claims,
    IBacklog backlog,
    IBudgets budgets,
    IMergeRadar radar,
    IWebhooks webhooks,
    OutputArchive output,
    CheckupService checkups,
    IOptions<AoOptions> options,
    AgentToolDirectory tools,
    ProjectionHost facts) : IOrchestrator
{
    public IConsents Consents => consents;

    public IQuestions Questions => questions;

    public IGovernance Governance => governance;

    public IConsentAudit Audit => audit;

    public IPluginCatalog Plugins => plugins;

    public IPullRequests PullRequests => pullRequests;

    public IForks Forks => forks;

    public ILedgers Ledgers => ledgers;

    public IAlignment Alignment => alignment;

    public IConvergence Convergence => convergence;

    public IIssues Issues => issues;

    public IEffects Effects => effects;

    public IReports Reports => reports;

    public IWorkspaces Workspaces => workspaces;

    public IReactions Reactions => reactions;

    public INotices Notices => notices;

    public INotifications Notifications => notifications;

    public IReviews Reviews => reviews;

    public IClaims Claims => claims;

    public IBacklog Backlog => backlog;

    public IBudgets Budgets => budgets;

    public IMergeRadar Radar => radar;

    public IWebhooks Webhooks => webhooks;

    public RecoveryReport Recovery => supervisor.Recovery with { Problems = [.. facts.Problems, .. supervisor.Recovery.Problems] };

    public long Position => journal.Head;

    public Task<Session> SpawnAsync(SpawnRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return spawner.SpawnAsync(request, cancellationToken);
    }

    public async Task<PromptPreview> PreviewAsync(SpawnRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        SpawnValidation.CheckNames(request);
        var project = projects.Get(request.Project);
        var requested = SpawnValidation.ToRequested(request, project, new SessionId(project.Prefix, 1), context.Keys.Instance);
        var values = new PromptValues
        {
            Session = $"{project.Prefix}-N",
            Project = project.Id.Value,
            Role = request.Role,
            Branch = request.Branch ?? $"ao/{context.Keys.Instance}/{project.Prefix}-N",
            Workspace = "(the workspace's folder)",
            Title = requested.Title,
        };
        return new PromptPreview(
            await PromptWriter.WriteRulesAsync(project, values, hasTools: tools.IsOffered, cancellationToken).ConfigureAwait(false),
            await PromptWriter.WriteTaskAsync(project, values, requested.Prompt, requested.Context ?? [], cancellationToken).ConfigureAwait(false));
    }

    public async Task<MessageReceipt> SendAsync(SessionId id, string text, CancellationToken cancellationToken = default)
    {
        SpawnValidation.Text(text, "message");
        while (true)
        {
            var state = context.Sessions.Get(id);
            if (state.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost))
            {
                throw new AoException($"Session '{id}' is {Describe(state.Status)} and takes no messages. Restore it first.");
            }

            var message = SessionMessages.Accept(state, text);
            try
            {
                await context.AppendAsync(state, cancellationToken, message).ConfigureAwait(false);
                return context.Sessions.Get(id).Messages.Find(receipt => receipt.Id == message.MessageId)!;
            }
            catch (StreamVersionException)
            {
                // The session has moved on: take the next number.
            }
        }
    }

    public async Task<Session> StopAsync(SessionId id, string? reason = null, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(id);
        if (state.End is null || state.Status == SessionStatus.Paused || context.NextOf(state) != SessionStep.Rest)
        {
            context.Stops.Give(id, reason);
            supervisor.Interrupt(id);
            await RecordStopAsync(id, reason).ConfigureAwait(false);
        }

        return (await context.Sessions.WaitAsync(id, static session => !session.HasLiveRun, cancellationToken).ConfigureAwait(false)).View;
    }

    public async Task<Session> RestoreAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var state = context.Sessions.Get(id);
            if (!state.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost))
            {
                throw new AoException($"Session '{id}' is {Describe(state.Status)}; only one that was stopped, failed or lost can be restored.");
            }

            state = await context.Sessions.WaitAsync(id, static session => !session.HasLiveRun, cancellationToken).ConfigureAwait(false);
            var facts = new List<object> { new Facts.Restored() };
            if (state.Run is not null && state.NextMessage is null)
            {
                facts.Add(SessionMessages.Accept(state, "You were interrupted. Look at what is there already, then go on with your task."));
            }

            try
            {
                await context.AppendAsync(state, cancellationToken, facts).ConfigureAwait(false);
                return Get(id);
            }
            catch (StreamVersionException)
            {
                // Something else was written down meanwhile, such as the end of a report: look again.
            }
        }
    }

    public async Task<Session> InterruptAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var state = context.Sessions.Get(id);
            if (state is { HasLiveRun: false } or { End: not null })
            {
                throw new AoException($"Session '{id}' is {Describe(state.Status)}: no agent of it runs that could be interrupted.");
            }

            try
            {
                if (!state.InterruptRequested)
                {
                    await context.AppendAsync(state, cancellationToken, new Facts.InterruptRequested()).ConfigureAwait(false);
                }

                return (await context.Sessions.WaitAsync(id, static session => !session.InterruptRequested, cancellationToken).ConfigureAwait(false)).View;
            }
            catch (StreamVersionException)
            {
                // The session has moved on: look again.
            }
        }
    }

    public async Task<Session> PauseAsync(SessionId id, string? reason = null, CancellationToken cancellationToken = default)
    {
        var why = reason is null ? "A person has paused it." : SpawnValidation.Text(Printable.Clean(reason), "reason");
        while (true)
        {
            var state = context.Sessions.Get(id);
            if (state.End is not null && state.Status != SessionStatus.Paused && state.NextMessage is null)
            {
                throw new AoException($"Session '{id}' is {Describe(state.Status)}: there is nothing to pause.");
            }

            try
            {
                if (state.Pause is not { Budget: null })
                {
                    await context.AppendAsync(state, cancellationToken, SessionPauses.Pause(state, why, budget: null)).ConfigureAwait(false);
                    supervisor.Interrupt(id);
                }

                return context.Budgets.WithBudget(await context.Sessions.WaitAsync(id, static session => !session.HasLiveRun || session.TurnIsOver, cancellationToken).ConfigureAwait(false));
            }
            catch (StreamVersionException)
            {
                // The session has moved on: look again.
            }
        }
    }

    public async Task<Session> ResumeAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var state = context.Sessions.Get(id);
            if (state.Pause is null)
            {
                throw new AoException($"Session '{id}' is {Describe(state.Status)} and not paused.");
            }

            var reached = BudgetDecision.Decide(BudgetPhase.Begins, context.Budgets.ViewsOf(state)) is { Kind: BudgetAnswerKind.Pause } pause ? pause : null;
            if (reached is not null && state.Pause.Budget is not null)
            {
                throw new AoException($"Session '{id}' cannot go on. {reached.Reason} Answer the question whether to raise '{reached.View!.Key.Id}', or have it asked again (Budgets.AskAsync).");
            }

            try
            {
                // What the person lets go on and a budget does not is paused by the budget from here on, so that people are asked about that.
                await context.AppendAsync(state, cancellationToken, reached is null ? SessionPauses.Resume(state, reason: null) : SessionPauses.Pause(state, reached.Reason, reached.View!.Key.Id)).ConfigureAwait(false);
                return Get(id);
            }
            catch (StreamVersionException)
            {
                // The session has moved on: look again.
            }
        }
    }

    public async Task<Session> HandOverAsync(SessionId id, AgentMode mode, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(mode))
        {
            throw new AoException($"There is no way of running {(int)mode}. Use one of {string.Join(", ", Enum.GetNames<AgentMode>())}.");
        }

        var project = context.ProjectOf(context.Sessions.Get(id));
        while (true)
        {
            var state = context.Sessions.Get(id);
            if (state.Mode == mode)
            {
                return state.View;
            }

            if (state.End is { } end)
            {
                throw new AoException($"Session '{id}' is {Describe(end.Status)} and cannot be handed over. {(end.Status == SessionStatus.Done ? "Send it a message first, if it is to go on." : "Restore it first.")}");
            }

            if (state is { Run: not null, ConversationId: null })
            {
                throw new AoException($"The agent of session '{id}' has not named its conversation yet, so that another way of running could not go on with it. Try again when its first turn is under way.");
            }

            await preflight.CheckAsync(project, state.Request.Agent, mode, cancellationToken).ConfigureAwait(false);
            try
            {
                await context.AppendAsync(state, cancellationToken, new Facts.HandOverRequested(mode)).ConfigureAwait(false);
                return Get(id);
            }
            catch (StreamVersionException)
            {
                // The session has moved on: look again.
            }
        }
    }

    public async ValueTask<TerminalAccess?> GetTerminalAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(id);
        if (state is not { HasLiveRun: true, Run.Handle: { } handle } || !context.RuntimeOf(state).Traits.IsTerminal)
        {
            return null;
        }

        // A runtime with terminals shows them itself, where the project names nothing else.
        var terminal = context.ProjectOf(state).Options.Terminal ?? context.RuntimeNameOf(state);
        return await context.Plugins.Get<ITerminal>(terminal).GetAccessAsync(handle, cancellationToken).ConfigureAwait(false);
    }

    public IReadOnlyList<ModelCost> CostOf(SessionId id)
    {
        var state = context.Sessions.Get(id);
        return PriceList.CostOf(state.UsageByModel, options.Value.Prices, DateOnly.FromDateTime(state.CreatedAt.UtcDateTime));
    }

    public Task<Checkup> CheckAsync(CancellationToken cancellationToken = default) => checkups.LookAsync(cancellationToken);

    public IReadOnlyList<ProviderPause> ListProviderPauses() => context.ProviderDesk.List();

    public Session Get(SessionId id) => context.Budgets.WithBudget(context.Sessions.Get(id));

    public IReadOnlyList<Session> List(SessionQuery? query = null)
    {
        query ??= new SessionQuery();
        return [.. context.Sessions.All
            .Where(state => query.Project is not { } project || state.Request.Project == project)
            .Where(state => query.Statuses.Count == 0 || query.Statuses.Contains(state.Status))
            .OrderBy(static state => state.RequestedAt)
            .Select(context.Budgets.WithBudget)];
    }

    public async IAsyncEnumerable<SessionEvent> WatchAsync(long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var fact in journal.SubscribeAsync(after, cancellationToken).ConfigureAwait(false))
        {
            if (fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal)
                && SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var id)
                && context.Sessions.Find(id) is { } state)
            {
                yield return new SessionEvent(fact.Position, fact.Type, fact.At, state.View);
            }
        }
    }

    public IAsyncEnumerable<RunOutput> ReadOutputAsync(SessionId id, int run, long cursor = 0, CancellationToken cancellationToken = default) =>
        output.ReadAsync(context.Sessions.Get(id), run, cursor, cancellationToken);

    /// <summary>Writes down that a session was stopped, whoever still waits for it. Where that fails, the session's runner goes on trying.</summary>
    private async Task RecordStopAsync(SessionId id, string? reason)
    {
        while (context.Stops.IsUnderWay(id))
        {
            try
            {
                await context.AppendAsync(context.Sessions.Get(id), CancellationToken.None, new Facts.Stopped(reason)).ConfigureAwait(false);
            }
            catch (StreamVersionException)
            {
                // The session has moved on, or was stopped by somebody else: look again.
            }
        }
    }

    private static string Describe(SessionStatus status) => status switch
    {
        SessionStatus.WaitingForInput => "waiting for input",
        _ => status.ToString().ToLowerInvariant(),
    };
}
