using System.Collections.Concurrent;

namespace Ao.Radar;

/// <summary>The places of collisions as they were seen last, in memory: lines move with every change, and only files are written down.</summary>
internal sealed class RadarScreen
{
    private readonly ConcurrentDictionary<ProjectId, IReadOnlyDictionary<RadarPairId, IReadOnlyList<RadarFile>>> _files = new();

    public void Show(ProjectId project, IReadOnlyDictionary<RadarPairId, RadarSight> seen) =>
        _files[project] = seen.Where(static entry => entry.Value.Files.Count > 0).ToDictionary(static entry => entry.Key, static entry => entry.Value.Files);

    public IReadOnlyList<RadarFile>? FilesOf(ProjectId project, RadarPairId pair) => _files.GetValueOrDefault(project)?.GetValueOrDefault(pair);
}
