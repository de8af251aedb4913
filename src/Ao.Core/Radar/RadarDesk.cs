using Ao.Projects;

namespace Ao.Radar;

/// <summary>Shows the collisions.</summary>
internal sealed class RadarDesk(ProjectCatalog projects, RadarProjection radar, RadarScreen screen, RadarWatch watch) : IMergeRadar
{
    public IReadOnlyList<RadarCollision> List(ProjectId? project = null)
    {
        IEnumerable<Project> shown = project is { } one ? [projects.Get(one)] : projects.All.OrderBy(static each => each.Id.Value, StringComparer.Ordinal);
        return [.. shown
            .Where(static each => each.Options.Radar.Enabled)
            .SelectMany(each => radar.Of(each.Id).Pairs.Where(static pair => pair.IsColliding).Select(pair => ViewOf(each.Id, pair)))
            .OrderBy(static collision => collision.Since)];
    }

    public async Task<IReadOnlyList<RadarCollision>> LookAsync(ProjectId project, CancellationToken cancellationToken = default)
    {
        var options = projects.Get(project).Options;
        if (watch.Find(project) is not { } own)
        {
            throw new AoException($"The merge radar of project '{project}' is off. Set Radar:Enabled to true to have it.");
        }

        if (!own.CanSee)
        {
            throw new AoException($"The scm '{Printable.Quote(options.Scm)}' of project '{project}' cannot tell what workspaces change, or cannot merge on trial. Use one that can.");
        }

        await own.LookAsync(cancellationToken).ConfigureAwait(false);
        return List(project);
    }

    private RadarCollision ViewOf(ProjectId project, RadarPair pair) => new()
    {
        Project = project,
        Earlier = pair.Earlier,
        Later = pair.Later,
        Since = pair.Since,
        Files = screen.FilesOf(project, new RadarPairId(pair.Earlier, pair.Later)) ?? pair.Files,
        Told = [.. pair.Told.Select(static told => told.Session).Distinct()],
        IsNoticed = !pair.Noticed.IsEmpty,
    };
}
