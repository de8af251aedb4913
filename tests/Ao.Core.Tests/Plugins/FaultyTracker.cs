using System.Runtime.CompilerServices;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Core.Tests.Plugins;

/// <summary>A tracker that throws what it is told to, in each shape that a member can have.</summary>
internal sealed class FaultyTracker(Fault fault) : ITracker, IIssueFeed, IAsyncDisposable
{
    public bool IsDisposed { get; private set; }

    public ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default) => throw fault.Exception!;

    public async IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new Issue { Id = "1", Title = "First", CreatedAt = default };
        await Task.Yield();
        if (fault.Exception is { } exception)
        {
            throw exception;
        }
    }

    public async ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return fault.Exception is { } exception ? throw exception : null;
    }

    public ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor = null, CancellationToken cancellationToken = default) => throw fault.Exception!;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
