using Ao.Scm;
using Ao.Plugins;
using Ao.Projects;
using Ao.Sessions;

namespace Ao.Convergence;

/// <summary>Reads the merged change of a session out of the project's history.</summary>
internal sealed class PublishedChanges(ConvergenceContext context)
{
    private const int MaxCommits = 200;

    /// <summary>Gives the change, as others find it in the history of the project.</summary>
    /// <returns>The change, or <see langword="null"/> where its history is not here.</returns>
    public async Task<ForkChange?> FindAsync(Project project, SessionState session, CancellationToken cancellationToken)
    {
        if (context.Sessions.Plugins.Find<IForkHistories>(Slot.Scm, context.Sessions.ScmNameOf(session)) is not { } host || session.Workspace is not { BaseRevision: { } start, BaseBranch: { } branch } || session.PullRequest is not { } proposed)
        {
            return null;
        }

        // A squashed change is a commit of the base branch; otherwise the session's own commits are there.
        var request = new ForkChangesRequest { Source = project.Source, Branch = branch, After = [start], MaxChanges = MaxCommits };
        try
        {
            var landed = new List<ForkChange>();
            await foreach (var change in host.ReadChangesAsync(request, cancellationToken).ConfigureAwait(false))
            {
                landed.Add(change);
            }

            return landed.Find(change => change.Revision == proposed.MergeRevision)
                ?? await OwnAsync(project, session, landed, proposed.Revision, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not TransientException)
        {
            // The base moved to another history, or what the session started from is gone: there is nothing to tell.
            return null;
        }
    }

    private async Task<ForkChange?> OwnAsync(Project project, SessionState session, List<ForkChange> landed, string? head, CancellationToken cancellationToken)
    {
        if (head is null || context.Sessions.Plugins.Find<IRevisionGraph>(Slot.Scm, context.Sessions.ScmNameOf(session)) is not { } graph)
        {
            return null;
        }

        var own = new List<ForkChange>();
        foreach (var change in landed)
        {
            if (await graph.ContainsRevisionAsync(project.Source, change.Revision, head, cancellationToken).ConfigureAwait(false))
            {
                own.Add(change);
            }
        }

        return own.Count == 0 ? null : own[^1] with
        {
            Message = string.Join("\n\n", own.Select(static change => change.Message.Trim())),
            Paths = [.. own.SelectMany(static change => change.Paths).Distinct(StringComparer.Ordinal)],
            Patch = own.Exists(static change => change.Patch is null) ? null : string.Concat(own.Select(static change => change.Patch!.EndsWith('\n') ? change.Patch : change.Patch + "\n")),
            IsPartial = own.Exists(static change => change.IsPartial),
        };
    }
}
