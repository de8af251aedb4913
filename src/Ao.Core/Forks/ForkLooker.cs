using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>Looks at forks: brings their branches into Ao's own repository and compares them. It changes nothing at the fork, and nothing in the project's branches.</summary>
internal sealed class ForkLooker(ProjectCatalog projects, ISlotCatalog plugins)
{
    private const int MaxProblem = 500;

    /// <summary>Looks at a fork. What stands in the way is a result and no exception.</summary>
    public async Task<ForkFinding> LookAsync(ProjectId project, ForkPeer peer, CancellationToken cancellationToken)
    {
        try
        {
            return new ForkFinding(await SeeAsync(projects.Get(project), peer, cancellationToken).ConfigureAwait(false), null);
        }
        catch (AoException exception)
        {
            return new ForkFinding(null, ShortText.Clean(Printable.Line(exception.Message), MaxProblem));
        }
    }

    private async Task<ForkFacts.Looked> SeeAsync(Project project, ForkPeer peer, CancellationToken cancellationToken)
    {
        var histories = plugins.Find<IForkHistories>(Slot.Scm, project.Options.Scm)
            ?? throw new AoException($"The scm '{project.Options.Scm}' of project '{project.Id}' reads no histories of forks.");
        var seen = await histories.FetchForkAsync(new ForkFetchRequest { Source = project.Source, ForkId = peer.Name, Location = peer.Location }, cancellationToken).ConfigureAwait(false);
        var branch = BranchOf(project, peer, seen);
        return new ForkFacts.Looked(branch, await histories.CompareForkAsync(project.Source, peer.Name, branch, cancellationToken).ConfigureAwait(false));
    }

    private static string BranchOf(Project project, ForkPeer peer, ForkBranches seen)
    {
        if (peer.Branch is { } wanted)
        {
            return seen.Branches.ContainsKey(wanted) ? wanted : throw new AoException($"It has no branch '{Printable.Quote(wanted)}'. Name one of its branches, or none for the one that it works on.");
        }

        // A copy that does not say what it works on most likely works on what the project does.
        var branch = seen.DefaultBranch ?? project.Options.BaseBranch;
        return branch is not null && seen.Branches.ContainsKey(branch)
            ? branch
            : seen.Branches.Count == 1 ? seen.Branches.Keys.Single() : throw new AoException("It does not say which branch it works on. Name the branch.");
    }
}
