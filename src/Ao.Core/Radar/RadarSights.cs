using System.Collections.Concurrent;
using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Radar;

/// <summary>Finds out whether two changes can be merged, once for each two revisions.</summary>
internal sealed partial class RadarSights(ILogger<RadarSights> logger)
{
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<(string Start, string Revision, string OtherStart, string OtherRevision), RadarSight> _known = new();

    /// <summary>Gives what is known of two changes without a trial; <see langword="null"/> where one is needed.</summary>
    public RadarSight? Find(WorkspaceChanges earlier, WorkspaceChanges later)
    {
        if (earlier.Files.Count == 0 || later.Files.Count == 0 || earlier.Revision == later.Revision)
        {
            return RadarSight.Clear;
        }

        if (_known.TryGetValue(KeyOf(earlier, later), out var known))
        {
            return known;
        }

        return RadarOverlap.IsNear(earlier, later) ? null : Keep(earlier, later, RadarSight.Clear);
    }

    /// <summary>Tries to merge two changes. No branch moves.</summary>
    public async Task<RadarSight> TryAsync(ISourceTrees trees, ProjectSource source, WorkspaceChanges earlier, WorkspaceChanges later, CancellationToken cancellationToken)
    {
        try
        {
            var trial = await trees.TryMergeAsync(source, earlier.Revision, later.Revision, cancellationToken).ConfigureAwait(false);
            return Keep(earlier, later, new RadarSight(RadarOverlap.FilesOf(earlier, later, trial.Conflicts)));
        }
        catch (AoException exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogUntried(exception, earlier.Revision, later.Revision, source.Project);
            return RadarSight.Unknown;
        }
    }

    private RadarSight Keep(WorkspaceChanges earlier, WorkspaceChanges later, RadarSight sight)
    {
        // What is forgotten is found out again.
        if (_known.Count >= Remembered)
        {
            _known.Clear();
        }

        return _known[KeyOf(earlier, later)] = sight;
    }

    private static (string, string, string, string) KeyOf(WorkspaceChanges earlier, WorkspaceChanges later) => (earlier.Start, earlier.Revision, later.Start, later.Revision);

    [LoggerMessage(LogLevel.Warning, "Whether {Earlier} and {Later} of project {Project} can be merged is not known: the trial failed. It is tried again.")]
    private partial void LogUntried(Exception exception, string earlier, string later, ProjectId project);
}
