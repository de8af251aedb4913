using Ao.Effects;
using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.Runtimes;
using Ao.Agents;
using Ao.Scm;

namespace Ao.Sessions;

/// <summary>What every step of a session works with.</summary>
internal sealed class SessionContext(FactLog log, SessionProjection sessions, ProjectCatalog projects, ISlotCatalog plugins, IEffectGate gate, OperationKeys keys, StopOrders stops, DataFolders folders, TimeProvider time)
{
    public SessionProjection Sessions => sessions;

    public ISlotCatalog Plugins => plugins;

    public IEffectGate Gate => gate;

    /// <summary>Gets which sessions are to stop and may not act.</summary>
    public StopOrders Stops => stops;

    public OperationKeys Keys => keys;

    public DataFolders Folders => folders;

    public TimeProvider Time => time;

    /// <summary>Decides what is next for a session; nothing, where the configuration no longer has its project.</summary>
    public SessionStep NextOf(SessionState state) =>
        projects.Find(state.Request.Project) is { } project ? SessionDecision.Next(state, project.Options.PullRequests.OpenWhenDone, stops.IsUnderWay(state.Id)) : SessionStep.Rest;

    /// <summary>Tells whether the configuration still has the session's project.</summary>
    public bool HasProject(SessionState state) => projects.Find(state.Request.Project) is not null;

    public Project ProjectOf(SessionState state) => projects.Get(state.Request.Project);

    public IScm ScmOf(SessionState state) => plugins.Get<IScm>(ProjectOf(state).Options.Scm);

    public IRuntime RuntimeOf(SessionState state) => plugins.Get<IRuntime>(ProjectOf(state).Options.Runtime);

    public IAgent AgentOf(SessionState state) => plugins.Get<IAgent>(state.Request.Agent);

    public AgentSettings SettingsOf(SessionState state) => ProjectOf(state).SettingsOf(state.Request.Agent);

    public AgentSetup SetupOf(SessionState state) => new() { Settings = SettingsOf(state), Runtime = RuntimeOf(state).Traits };

    /// <summary>Appends facts to a session, if nothing else was appended since the state was read.</summary>
    /// <exception cref="StreamVersionException">Something was: read again and decide anew.</exception>
    public async ValueTask AppendAsync(SessionState state, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync(SessionFactKinds.StreamOf(state.Id), state.Version, facts, cancellationToken).ConfigureAwait(false);

    /// <summary>Appends facts to a session whatever was appended before.</summary>
    public async ValueTask AppendAsync(SessionId id, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync(SessionFactKinds.StreamOf(id), expectedVersion: null, facts, cancellationToken).ConfigureAwait(false);
}
