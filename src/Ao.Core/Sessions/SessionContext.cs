using Ao.Budgets;
using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.Runtimes;
using Ao.Agents;
using Ao.Scm;
using Ao.Sessions.Providers;

namespace Ao.Sessions;

/// <summary>What every step of a session works with.</summary>
internal sealed class SessionContext(FactLog log, SessionProjection sessions, ProjectCatalog projects, ISlotCatalog plugins, IEffectGate gate, OperationKeys keys, StopOrders stops, DataFolders folders, RecoveryLog recovery, ConsentWithdrawals withdrawals, ProviderGate providers, ProviderDesk providerDesk, BudgetDesk budgets, TimeProvider time)
{
    public SessionProjection Sessions => sessions;

    public ISlotCatalog Plugins => plugins;

    public IEffectGate Gate => gate;

    /// <summary>Gets which sessions are to stop and may not act.</summary>
    public StopOrders Stops => stops;

    public OperationKeys Keys => keys;

    public DataFolders Folders => folders;

    public RecoveryLog Recovery => recovery;

    public ConsentWithdrawals Withdrawals => withdrawals;

    /// <summary>Gets what lets sessions begin a turn as far as their provider allows.</summary>
    public ProviderGate Providers => providers;

    public ProviderDesk ProviderDesk => providerDesk;

    /// <summary>Gets what lets sessions spend.</summary>
    public BudgetDesk Budgets => budgets;

    public TimeProvider Time => time;

    /// <summary>Decides what is next for a session.</summary>
    public SessionStep NextOf(SessionState state) =>
        projects.Find(state.Request.Project) is { } project
            ? SessionDecision.Next(state, project.Options.PullRequests.OpenWhenDone, stops.IsUnderWay(state.Id))
            : SessionDecision.WithoutProject(state, stops.IsUnderWay(state.Id));

    /// <summary>Tells whether the configuration still has the session's project.</summary>
    public bool HasProject(SessionState state) => projects.Find(state.Request.Project) is not null;

    public Project ProjectOf(SessionState state) => projects.Get(state.Request.Project);

    /// <summary>Gives the name of the scm that holds a session's workspace; the project's, before there is one.</summary>
    public string ScmNameOf(SessionState state) => state.Scm ?? ProjectOf(state).Options.Scm;

    public IScm ScmOf(SessionState state) => plugins.Get<IScm>(ScmNameOf(state));

    /// <summary>Gives the name of the runtime that a session's run lives in, whatever the configuration says by now; the project's, before there is one.</summary>
    public string RuntimeNameOf(SessionState state) => state.Run?.Runtime ?? ProjectOf(state).RuntimeFor(state.Mode);

    public IRuntime RuntimeOf(SessionState state) => plugins.Get<IRuntime>(RuntimeNameOf(state));

    /// <summary>Gives the runtime that holds a process of a session.</summary>
    public IRuntime RuntimeOf(SessionState state, HeldRun held) => plugins.Get<IRuntime>(held.Runtime ?? ProjectOf(state).RuntimeFor(state.Mode));

    public IAgent AgentOf(SessionState state) => plugins.Get<IAgent>(state.Request.Agent);

    public AgentOptions AgentOptionsOf(SessionState state) => ProjectOf(state).OptionsOf(state.Request.Agent);

    public AgentSettings SettingsOf(SessionState state) => ProjectOf(state).SettingsOf(state.Request.Agent);

    public AgentSetup SetupOf(SessionState state) => new() { Settings = SettingsOf(state), Runtime = RuntimeOf(state).Traits, Mode = state.Run?.Mode ?? state.Mode };

    /// <summary>Gives what a session's agent can be asked. One that works in turns and names no provider has one of its own, so that refusals are backed off from in any case.</summary>
    public AgentCapabilities CapabilitiesOf(SessionState state)
    {
        var capabilities = AgentOf(state).CapabilitiesFor(SetupOf(state));
        return capabilities is { TakesTurns: true, Provider: null } ? capabilities with { Provider = state.Request.Agent } : capabilities;
    }

    /// <summary>Prepares an append to a session, to be written with those of other streams, if nothing else was appended since the state was read.</summary>
    public StreamAppend Prepare(SessionState state, params IReadOnlyList<object> facts) => log.Prepare(SessionFactKinds.StreamOf(state.Id), state.Version, facts);

    /// <summary>Appends facts to a session, if nothing else was appended since the state was read.</summary>
    /// <exception cref="StreamVersionException">Something was: read again and decide anew.</exception>
    public async ValueTask AppendAsync(SessionState state, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync(SessionFactKinds.StreamOf(state.Id), state.Version, facts, cancellationToken).ConfigureAwait(false);

    /// <summary>Appends facts to a session whatever was appended before.</summary>
    public async ValueTask AppendAsync(SessionId id, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync(SessionFactKinds.StreamOf(id), expectedVersion: null, facts, cancellationToken).ConfigureAwait(false);
}
