using Ao.Agents;
using Ao.AgentTools;
using Ao.Enforcement;
using Ao.Plugins;
using Ao.Runtimes;
using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Opens a session's workspace, and starts and ends its agent's process.</summary>
internal sealed class LaunchSteps(SessionContext context, LaunchPrompts prompts, AgentToolDirectory tools, EnforcementDesk enforcement)
{
    /// <summary>How long processes are given between being asked to end and being killed.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    /// <summary>The same for what spends beyond its budget.</summary>
    private static readonly TimeSpan s_pauseGrace = TimeSpan.FromMilliseconds(500);

    public async Task OpenWorkspaceAsync(SessionState state, CancellationToken cancellationToken)
    {
        var scm = context.ScmOf(state);
        var request = RequestFor(state);

        // One whose closing was begun may be there or gone: restoring gives the open one back where it is there.
        var workspace = state.WorkspaceClosed || state.WorkspaceClosing
            ? await scm.RestoreWorkspaceAsync(request, cancellationToken).ConfigureAwait(false)
            : await scm.OpenWorkspaceAsync(request, cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(state, cancellationToken, new Facts.WorkspaceOpened(workspace, context.ScmNameOf(state))).ConfigureAwait(false);
    }

    /// <summary>Says what workspace a session needs: the one that it had, whatever the configuration says by now.</summary>
    public WorkspaceRequest RequestFor(SessionState state)
    {
        if (state.Workspace is { } known)
        {
            return new WorkspaceRequest { Source = known.Source, Session = state.Id, Branch = known.Branch ?? state.Request.Branch, Isolation = known.Isolation, IsReadOnly = known.IsReadOnly };
        }

        var project = context.ProjectOf(state);
        return new WorkspaceRequest
        {
            Source = project.Source,
            Session = state.Id,
            Branch = state.Request.Branch,
            Revision = state.Request.Revision,
            IsReadOnly = state.Request.Role == SessionRole.Reviewer,
            Isolation = project.Options.Isolation,
        };
    }

    public Task IntendAsync(SessionState state, MessageReceipt? message, CancellationToken cancellationToken) => IntendAsync(state, message?.Id, takesUp: false, cancellationToken);

    public Task IntendTakeUpAsync(SessionState state, CancellationToken cancellationToken) => IntendAsync(state, messageId: null, takesUp: true, cancellationToken);

    /// <summary>Starts the process that was written down. Agent and runtime both answer a repeated call as they answered the first, so a crash in between starts no twin.</summary>
    public async Task LaunchAsync(SessionState state, CancellationToken cancellationToken)
    {
        var run = state.Run!;
        var settings = context.SettingsOf(state);
        var stateFolder = context.Folders.StateOf(state.Id);
        var agent = context.AgentOf(state);
        var level = LevelOf(state);
        var guard = await GuardOf(state, cancellationToken).ConfigureAwait(false);
        await ReclaimAsync(state, cancellationToken).ConfigureAwait(false);
        var offered = await tools.ForAsync(run.Id, cancellationToken).ConfigureAwait(false);
        var prompt = await prompts.WriteAsync(state, hasTools: offered is not null, cancellationToken).ConfigureAwait(false);
        var launch = await agent.PrepareLaunchAsync(
            new AgentLaunchRequest
            {
                Run = run.Id,
                Role = state.Request.Role,
                Tools = offered,
                Workspace = state.Workspace!,
                StateFolder = stateFolder,
                HomeFolder = context.Folders.HomeOf(state.Id),
                Prompt = prompt,
                SystemPromptFile = prompts.RulesOf(state),
                MessageId = run.MessageId,
                ConversationId = state.ConversationId,
                Settings = settings,
                Runtime = context.RuntimeOf(state).Traits,
                Mode = run.Mode,
            },
            cancellationToken).ConfigureAwait(false);

        var handle = await context.RuntimeOf(state).StartAsync(
            new RunRequest
            {
                Run = run.Id,
                Command = launch.Command,
                WorkingDirectory = state.Workspace!.Path,
                Environment = AgentEnvironment.Build(state, settings, launch, guard, context.Folders.HomeOf(state.Id)),
                Access = AccessOf(state, guard),
                Input = launch.Input,
                SeparateError = launch.SeparateError,
            },
            cancellationToken).ConfigureAwait(false);
        var capabilities = context.CapabilitiesOf(state);
        await context.AppendAsync(state, cancellationToken, new Facts.Launched(run.Id.Number, handle.Token, capabilities.AcknowledgesMessages, capabilities.Provider, capabilities.TakesTurns, level)).ConfigureAwait(false);
    }

    /// <summary>Ends the process of a session, also one whose start was not recorded any more.</summary>
    public async Task EndRunAsync(SessionState state, CancellationToken cancellationToken)
    {
        await EndProcessAsync(state, cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(state.Id, cancellationToken, new Facts.RunEnded(state.Run!.Id.Number, ExitCode: null)).ConfigureAwait(false);
    }

    /// <summary>Stops a session whose stop is not written down yet. Its process is ended first, so that a journal that cannot be written keeps no agent alive.</summary>
    public async Task StopAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (state.HasLiveRun)
        {
            await EndProcessAsync(state, cancellationToken).ConfigureAwait(false);
        }

        if (context.Stops.IsUnderWay(state.Id, out var reason))
        {
            await context.AppendAsync(state, cancellationToken, new Facts.Stopped(reason)).ConfigureAwait(false);
        }
    }

    private async Task IntendAsync(SessionState state, string? messageId, bool takesUp, CancellationToken cancellationToken)
    {
        var runtime = context.ProjectOf(state).RuntimeFor(state.Mode);
        await context.AppendAsync(state, cancellationToken, new Facts.LaunchIntended((state.Run?.Id.Number ?? 0) + 1, messageId, runtime, state.Mode, takesUp)).ConfigureAwait(false);
    }

    private async Task EndProcessAsync(SessionState state, CancellationToken cancellationToken)
    {
        var run = state.Run!;
        var runtime = context.RuntimeOf(state);
        var handle = run.Handle ?? await FindAsync(runtime, run.Id, cancellationToken).ConfigureAwait(false);
        if (handle is not null)
        {
            await runtime.StopAsync(handle, state.Pause is null ? s_grace : s_pauseGrace, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the level that a run will have. What the configuration says may have changed since the session was asked for.</summary>
    private SessionEnforcement LevelOf(SessionState state)
    {
        var project = context.ProjectOf(state);
        var level = enforcement.Of(project, state.Request.Agent, context.RuntimeNameOf(state), context.ScmNameOf(state), state.Workspace!.Isolation);
        EnforcementDesk.Require(project, state.Request.Agent, level);
        return level;
    }

    private async ValueTask<SessionGuard> GuardOf(SessionState state, CancellationToken cancellationToken) =>
        context.Plugins.Find<ISessionGuard>(Slot.Scm, context.ScmNameOf(state)) is { } guard
            ? await guard.GetGuardAsync(state.Workspace!, cancellationToken).ConfigureAwait(false)
            : new SessionGuard();

    /// <summary>Takes the folders back that the host writes to before a launch. A launch that is repeated finds its program running already; then they stay as they are.</summary>
    private async Task ReclaimAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (context.RuntimeOf(state).Traits.RunsAsOtherUser
            && context.Plugins.Find<IRunFolders>(Slot.Runtime, context.RuntimeNameOf(state)) is { } folders
            && await FindAsync(context.RuntimeOf(state), state.Run!.Id, cancellationToken).ConfigureAwait(false) is null)
        {
            await folders.ReclaimAsync([context.Folders.StateOf(state.Id), context.Folders.HomeOf(state.Id)], cancellationToken).ConfigureAwait(false);
        }
    }

    private RunAccess AccessOf(SessionState state, SessionGuard guard) => new()
    {
        HiddenFolder = context.Folders.Root,
        WritableFolders = [state.Workspace!.Path, context.Folders.StateOf(state.Id), context.Folders.HomeOf(state.Id), .. guard.WritableFolders],
        ReadableFolders = guard.ReadableFolders,
    };

    private static async Task<RunHandle?> FindAsync(IRuntime runtime, RunId id, CancellationToken cancellationToken)
    {
        var runs = await runtime.ListAsync(cancellationToken).ConfigureAwait(false);
        return runs.FirstOrDefault(run => run.Handle.Run == id && run.State == RunState.Running)?.Handle;
    }
}
