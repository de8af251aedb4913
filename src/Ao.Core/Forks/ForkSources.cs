using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>Sees a project from its upstream's side: the upstream is the source there, and the project the fork.</summary>
internal sealed class ForkSources(ProjectCatalog projects, ISlotCatalog plugins, ForkDesk desk)
{
    /// <summary>Gives the upstream as a source. Ao's own repository of it is another than the project's, so that the branches of the two are never mixed up.</summary>
    public async Task<ProjectSource> UpstreamOfAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        if (project.Options.Fork is not { Name: not null, Upstream: not null })
        {
            throw new AoException($"Project '{id}' has no upstream. Name the fork and its upstream's place with Fork:Name and Fork:Upstream.");
        }

        var upstream = desk.Get(id, ForkNames.Upstream);
        var branch = upstream.Branch ?? (await desk.LookAsync(id, ForkNames.Upstream, cancellationToken).ConfigureAwait(false)).Distance?.Branch;
        return new ProjectSource { Project = UpstreamSideOf(id), Location = upstream.Location, BaseBranch = branch, IsOnlyRead = true };
    }

    /// <summary>Brings the project's branches into the upstream's side.</summary>
    /// <returns>The branch that the project works on.</returns>
    public async Task<string> BringOwnAsync(ProjectId id, ProjectSource upstream, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        var histories = plugins.Find<IForkHistories>(Slot.Scm, project.Options.Scm) ?? throw new AoException($"The scm '{project.Options.Scm}' of project '{id}' reads no histories of forks.");
        var own = await histories.FetchForkAsync(new ForkFetchRequest { Source = upstream, ForkId = ForkNames.Self, Location = project.Source.Location }, cancellationToken).ConfigureAwait(false);
        return project.Options.BaseBranch ?? own.DefaultBranch ?? throw new AoException($"It is not known which branch project '{id}' works on. Name it with BaseBranch.");
    }

    private static ProjectId UpstreamSideOf(ProjectId id) => ApartProjects.Of("upstream", id.Value);
}
