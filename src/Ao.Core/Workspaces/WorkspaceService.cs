using Ao.Journal;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Workspaces;

/// <summary>Sweeps workspaces that are no longer needed, and brings them back.</summary>
internal sealed class WorkspaceService(SessionContext context, ProjectCatalog projects, LaunchSteps launch) : IWorkspaces
{
    public async Task<SweepPlan> PlanSweepAsync(CancellationToken cancellationToken = default)
    {
        var workspaces = await ListAsync(cancellationToken).ConfigureAwait(false);
        return new SweepPlan([.. workspaces.Select(status => SweepDecision.Decide(status, context.Sessions.Find(status.Workspace.Session)))]);
    }

    public async Task<SweepPlan> SweepAsync(SweepPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var wanted = plan.Items.Where(static item => item.Remove).Select(static item => item.Session).ToHashSet();
        var done = new List<SweepItem>();
        foreach (var status in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (wanted.Contains(status.Workspace.Session))
            {
                done.Add(await SweepAsync(status, cancellationToken).ConfigureAwait(false));
            }
        }

        return new SweepPlan(done);
    }

    public async Task<string> UndeleteAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var state = await context.Sessions.WaitAsync(session, static state => !state.WorkspaceClosing || state.CloseProblem is not null, cancellationToken).ConfigureAwait(false);
            if (state.WorkspaceIsOpen)
            {
                return state.Workspace!.Path;
            }

            if (state.End is null || state.Workspace is null)
            {
                throw new AoException($"Session '{session}' has no closed workspace to bring back.");
            }

            var workspace = await context.ScmOf(state).RestoreWorkspaceAsync(launch.RequestFor(state), cancellationToken).ConfigureAwait(false);
            try
            {
                await context.AppendAsync(state, cancellationToken, new Facts.WorkspaceUndeleted(workspace)).ConfigureAwait(false);
                return workspace.Path;
            }
            catch (StreamVersionException)
            {
                // Something was written meanwhile, and it may be that the workspace is closed again: look again.
            }
        }
    }

    /// <summary>Decides on one workspace and, where it goes, has the session's own loop close it.</summary>
    private async Task<SweepItem> SweepAsync(WorkspaceStatus status, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Decided on what the session is now, and claimed only if it still is that: a session that was restored meanwhile keeps its workspace.
            var state = context.Sessions.Find(status.Workspace.Session);
            var item = SweepDecision.Decide(status, state);
            if (!item.Remove)
            {
                return item;
            }

            try
            {
                await context.AppendAsync(state!, cancellationToken, new Facts.WorkspaceClosing()).ConfigureAwait(false);
            }
            catch (StreamVersionException)
            {
                continue;
            }

            var closed = await context.Sessions.WaitAsync(item.Session, static state => !state.WorkspaceClosing || state.CloseProblem is not null, cancellationToken).ConfigureAwait(false);
            return closed.CloseProblem is { } problem ? item with { Remove = false, Reason = $"It could not be closed: {problem}" } : item;
        }
    }

    /// <summary>Lists the open workspaces of the projects, and those of sessions in whose project another scm is configured by now.</summary>
    private async Task<IReadOnlyList<WorkspaceStatus>> ListAsync(CancellationToken cancellationToken)
    {
        var sources = projects.All.Select(static project => (Scm: project.Options.Scm, project.Source))
            .Concat(context.Sessions.All.Where(static state => state.Scm is not null && !state.WorkspaceClosed).Select(static state => (Scm: state.Scm!, state.Workspace!.Source)))
            .DistinctBy(static entry => (entry.Scm, entry.Source.Project, entry.Source.Location));
        var found = new List<WorkspaceStatus>();
        foreach (var (scm, source) in sources)
        {
            found.AddRange(await context.Plugins.Get<IScm>(scm).ListWorkspacesAsync(source, cancellationToken).ConfigureAwait(false));
        }

        return [.. found.DistinctBy(static status => (status.Workspace.Session, status.Workspace.Path)).OrderBy(static status => status.Workspace.Session, SessionOrder.ById)];
    }
}
