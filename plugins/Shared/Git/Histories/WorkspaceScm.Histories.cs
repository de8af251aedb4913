using Ao.Convergence;
using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <content>Forks: every scm over git reads their histories and files, and tells what of them could go to the source.</content>
internal abstract partial class WorkspaceScm : IForkHistories, ISourceTrees, IUpstreamable
{
    public ValueTask<ForkBranches> FetchForkAsync(ForkFetchRequest request, CancellationToken cancellationToken = default) => parts.Histories.Fetching.FetchAsync(request, cancellationToken);

    public ValueTask<ForkKinship> CompareForkAsync(ProjectSource source, string forkId, string branch, CancellationToken cancellationToken = default) => parts.Histories.Reading.CompareAsync(source, forkId, branch, cancellationToken);

    public IAsyncEnumerable<ForkChange> ReadChangesAsync(ForkChangesRequest request, CancellationToken cancellationToken = default) => parts.Histories.Reading.ReadAsync(request, cancellationToken);

    public ValueTask<ISourceTree> OpenTreeAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default) => parts.Histories.Trees.OpenAsync(source, revision, cancellationToken);

    public ValueTask<string?> FindMergeBaseAsync(ProjectSource source, string one, string other, CancellationToken cancellationToken = default) => parts.Histories.Trees.FindMergeBaseAsync(source, one, other, cancellationToken);

    public ValueTask<TrialMerge> TryMergeAsync(ProjectSource source, string ours, string theirs, CancellationToken cancellationToken = default) => parts.Histories.Trees.TryMergeAsync(source, ours, theirs, cancellationToken);

    public ValueTask<IReadOnlyList<UpstreamableChange>> FindUpstreamableAsync(UpstreamableRequest request, CancellationToken cancellationToken = default) => parts.Histories.Upstreamables.FindAsync(request, cancellationToken);

    public ValueTask<TrialMerge> TryApplyAsync(ProjectSource source, string forkId, IReadOnlyList<string> revisions, CancellationToken cancellationToken = default) => parts.Histories.Upstreamables.TryApplyAsync(source, forkId, revisions, cancellationToken);
}
