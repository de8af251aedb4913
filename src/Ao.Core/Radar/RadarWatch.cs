using System.Collections.Frozen;
using Ao.Projects;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Radar;

/// <summary>The radars of all projects: a slow scm holds up its own project only.</summary>
internal sealed class RadarWatch : IDisposable
{
    private readonly FrozenDictionary<ProjectId, ProjectRadar> _radars;

    public RadarWatch(ProjectCatalog projects, SessionContext context, RadarProjection radar, RadarRound round, ILogger<RadarWatch> logger) =>
        _radars = projects.All.Where(static project => project.Options.Radar.Enabled).ToFrozenDictionary(
            static project => project.Id,
            project => new ProjectRadar(project, context, radar, round, logger));

    public IEnumerable<ProjectRadar> All => _radars.Values;

    public ProjectRadar? Find(ProjectId project) => _radars.GetValueOrDefault(project);

    public void Dispose()
    {
        foreach (var radar in All)
        {
            radar.Dispose();
        }
    }
}
