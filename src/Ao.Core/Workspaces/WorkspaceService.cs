using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Workspaces;

/// <summary>Sweeps workspaces that are no longer needed, and brings them back.</summary>
internal sealed class WorkspaceService(SessionContext context, ProjectCatalog projects, LaunchSteps launch, ClosingStep closing) : IWorkspaces
{
    public async Task<SweepPlan> PlanSweepAsync(CancellationToken cancellationToken = default)
    {
        var items = new List<SweepItem>();
        foreach (var project in projects.All)
        {
            var workspaces = await context.Plugins.Get<IScm>(project.Options.Scm).ListWorkspacesAsync(project.Source, cancellationToken).ConfigureAwait(false);
            items.AddRange(workspaces.Select(status => SweepDecision.Decide(status, context.Sessions.Find(status.Workspace.Session))));

            // A host that died in the midst of a closing may have left a session whose workspace is gone and not yet known to be: it is closed to the end.
            var held = workspaces.Select(static status => status.Workspace.Session).ToHashSet();
            items.AddRange(context.Sessions.All
                .Where(session => session.Request.Project == project.Id && session is { End: not null, Workspace: not null, WorkspaceClosed: false } && !held.Contains(session.Id))
                .Select(static session => SweepDecision.Decide(new WorkspaceStatus(session.Workspace!, IsDirty: false), session)));
        }

        return new SweepPlan([.. items.OrderBy(static item => item.Session, SessionOrder.ById)]);
    }

    public async Task<SweepPlan> SweepAsync(SweepPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var wanted = plan.Items.Where(static item => item.Remove).Select(static item => item.Session).ToHashSet();
        var now = await PlanSweepAsync(cancellationToken).ConfigureAwait(false);
        var done = new List<SweepItem>();
        foreach (var item in now.Items.Where(item => wanted.Contains(item.Session)))
        {
            if (item.Remove)
            {
                await closing.CloseAsync(context.Sessions.Get(item.Session), cancellationToken).ConfigureAwait(false);
            }

            done.Add(item);
        }

        return new SweepPlan(done);
    }

    public async Task<string> UndeleteAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(session);
        if (state is { Workspace: { } open, WorkspaceClosed: false })
        {
            return open.Path;
        }

        if (state.End is null || state.Workspace is null)
        {
            throw new AoException($"Session '{session}' has no closed workspace to bring back.");
        }

        var workspace = await context.ScmOf(state).RestoreWorkspaceAsync(launch.RequestFor(state), cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(session, cancellationToken, new Facts.WorkspaceUndeleted(workspace)).ConfigureAwait(false);
        return workspace.Path;
    }
}
