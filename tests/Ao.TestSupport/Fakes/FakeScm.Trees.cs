using System.Collections.Concurrent;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>The sources that it holds, the merges on trial, and the checks that the host has published.</summary>
public partial class FakeScm : ISourceTrees, ICheckPublisher
{
    /// <summary>Gets the sources, by their revisions.</summary>
    public ConcurrentDictionary<string, ISourceTree> Trees { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what two revisions have in common.</summary>
    public Func<string, string, string?> MergeBase { get; set; } = static (_, _) => "base";

    /// <summary>Gets or sets what comes of a merge on trial.</summary>
    public Func<string, string, TrialMerge> TrialMerge { get; set; } = static (_, _) => new TrialMerge("trial", []);

    /// <summary>Gets the merges that were tried.</summary>
    public ConcurrentQueue<(string Ours, string Theirs)> Tried { get; } = new();

    /// <summary>Gets the checks that were published, by their operations.</summary>
    public ConcurrentDictionary<OperationKey, CheckPublication> Published { get; } = new();

    /// <inheritdoc/>
    public virtual ValueTask<ISourceTree> OpenTreeAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default)
    {
        Fail($"tree {revision}");
        return Trees.TryGetValue(revision, out var tree) ? ValueTask.FromResult(tree) : throw new AoException($"There is no revision '{revision}'.");
    }

    /// <inheritdoc/>
    public virtual ValueTask<string?> FindMergeBaseAsync(ProjectSource source, string one, string other, CancellationToken cancellationToken = default) => ValueTask.FromResult(MergeBase(one, other));

    /// <inheritdoc/>
    public virtual ValueTask<TrialMerge> TryMergeAsync(ProjectSource source, string ours, string theirs, CancellationToken cancellationToken = default)
    {
        Tried.Enqueue((ours, theirs));
        return ValueTask.FromResult(TrialMerge(ours, theirs));
    }

    /// <inheritdoc/>
    public ValueTask<Check> PublishCheckAsync(CheckPublication request, CancellationToken cancellationToken = default)
    {
        Fail("publish-check");
        Published[request.Key] = request;
        return Reply("publish-check", new Check { Name = request.Name, State = request.State, Excerpt = request.Details });
    }
}
