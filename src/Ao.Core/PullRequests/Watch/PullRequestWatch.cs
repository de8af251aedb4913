using System.Collections.Frozen;
using Ao.Projects;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.PullRequests.Watch;

/// <summary>The watches of all projects: a slow forge holds up its own project only.</summary>
internal sealed class PullRequestWatch : IDisposable
{
    private const int MaxChecksAtOnce = 2;

    private readonly SemaphoreSlim _checking = new(MaxChecksAtOnce);
    private readonly FrozenDictionary<ProjectId, ProjectWatch> _watches;

    public PullRequestWatch(ProjectCatalog projects, SessionContext context, PullRequestReader reader, PullRequestRecorder recorder, PullRequestProjection pullRequests, ILogger<PullRequestWatch> logger) =>
        _watches = projects.All.ToFrozenDictionary(
            static project => project.Id,
            project => new ProjectWatch(project, context, reader, recorder, pullRequests, _checking, logger));

    public IEnumerable<ProjectWatch> All => _watches.Values;

    public ProjectWatch? Find(ProjectId project) => _watches.GetValueOrDefault(project);

    public void Dispose()
    {
        foreach (var watch in All)
        {
            watch.Dispose();
        }

        _checking.Dispose();
    }
}
