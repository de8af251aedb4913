using System.Collections.Concurrent;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Issues;

/// <summary>Wakes those who watch the issues of a repository when a webhook tells of one.</summary>
internal sealed class IssueMarks
{
    private readonly ConcurrentDictionary<RepositoryName, TaskCompletionSource> _next = new();

    /// <summary>Says that something about an issue of a repository has changed.</summary>
    public void Mark(RepositoryName repository)
    {
        if (_next.TryRemove(repository, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>Gives what completes with the next mark. Asked for before looking, it misses none that comes while looking.</summary>
    public Task NextAsync(RepositoryName repository) =>
        _next.GetOrAdd(repository, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
