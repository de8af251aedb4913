using System.Runtime.CompilerServices;
using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>Reads the commits of chains: a handful of processes for each hundred of them, and a bounded part of the chain in memory.</summary>
internal sealed class LedgerReading(LedgerRepositories repositories)
{
    private const int CommitsAtOnce = 128;
    private const long BytesAtOnce = 16 * 1024 * 1024;
    private const int ListLimit = 64 * 1024 * 1024;

    public async IAsyncEnumerable<LedgerCommit> ReadAsync(LedgerRead request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var repository = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var until = request.Until is { } wanted ? Revision.Require(wanted) : repository.FindHead(LedgerRefs.Require(request.ForkId));
        var after = request.After is { } known ? Revision.Require(known) : null;
        if (until is null || until == after)
        {
            yield break;
        }

        var previous = after;
        foreach (var ids in (await ListAsync(repository, request.ForkId, after, until, cancellationToken).ConfigureAwait(false)).Take(request.Limits.Commits).Chunk(CommitsAtOnce))
        {
            await foreach (var commit in ReadAsync(repository, request, previous, ids, cancellationToken).ConfigureAwait(false))
            {
                yield return commit;
                if (commit.Excess is not null)
                {
                    yield break;
                }
            }

            previous = ids[^1];
        }
    }

    private static async ValueTask<string[]> ListAsync(LedgerRepository repository, string forkId, string? after, string until, CancellationToken cancellationToken)
    {
        string[] range = after is null ? [until] : [until, "^" + after];
        var result = await repository.RunAsync(new GitCall(["rev-list", "--first-parent", "--reverse", .. range, "--"]) { OutputLimit = ListLimit }, cancellationToken).ConfigureAwait(false);
        return !result.Succeeded ? throw new AoException($"The chain of '{forkId}' could not be read from '{after ?? "its beginning"}' to '{until}': {Printable.Quote(result.Error)} Name commits of it that are here, as a fetch names them.")
            : result.Truncated ? throw new AoException($"The chain of '{forkId}' has more commits than can be listed, which are about {ListLimit / 41:N0}. Read it from a later commit on.")
            : result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Reads some commits that follow one another, up to one that exceeds the limits.</summary>
    private static async IAsyncEnumerable<LedgerCommit> ReadAsync(LedgerRepository repository, LedgerRead request, string? previous, string[] ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] wanted = previous is null ? ids : [previous, .. ids];
        var objects = await repository.ReadObjectsAsync(wanted, CommitText.Largest, cancellationToken).ConfigureAwait(false);
        var commits = wanted.ToDictionary(static id => id, id => objects.GetValueOrDefault(id) is { Type: "commit", Content: { } content } ? CommitText.TryRead(content.Span) : null, StringComparer.Ordinal);
        if (previous is not null && commits[ids[0]] is { } first && !first.Parents.Contains(previous, StringComparer.Ordinal))
        {
            throw new AoException($"The commit '{ids[0]}' of the chain of '{request.ForkId}' does not build on '{previous}'. Read the chain from its beginning, or from a commit of it.");
        }

        var trees = new TreeComparison(repository);
        await trees.ReadAsync(Pairs(previous, ids, commits), cancellationToken).ConfigureAwait(false);
        var drafts = Draft(request, previous, ids, objects, commits, trees).ToList();
        var sizes = await repository.ReadObjectsAsync([.. drafts.SelectMany(static draft => draft.Blobs).Distinct(StringComparer.Ordinal)], 0, cancellationToken).ConfigureAwait(false);
        foreach (var part in Portions(drafts, sizes))
        {
            string[] blobs = [.. part.Where(draft => draft.ExcessOf(sizes, request.Limits) is null).SelectMany(static draft => draft.Blobs).Distinct(StringComparer.Ordinal)];
            var contents = await repository.ReadObjectsAsync(blobs, request.Limits.FileBytes, cancellationToken).ConfigureAwait(false);
            foreach (var draft in part)
            {
                yield return draft.Complete(sizes, contents, request.Limits);
            }
        }
    }

    private static IEnumerable<(string? Before, string After)> Pairs(string? previous, string[] ids, Dictionary<string, CommitText?> commits)
    {
        foreach (var id in ids)
        {
            if (commits[id] is { } commit && (previous is null || commits[previous] is not null))
            {
                yield return (previous is null ? null : commits[previous]!.Tree, commit.Tree);
            }

            previous = id;
        }
    }

    private static IEnumerable<CommitDraft> Draft(LedgerRead request, string? previous, string[] ids, IReadOnlyDictionary<string, GitObject> objects, Dictionary<string, CommitText?> commits, TreeComparison trees)
    {
        foreach (var id in ids)
        {
            var draft = new CommitDraft(id, objects.GetValueOrDefault(id)?.Content ?? default);
            if (commits[id] is not { } commit)
            {
                draft = draft with { Fault = $"it is no commit, or larger than {CommitText.Largest} bytes" };
            }
            else if (commit.Parents.Count != (previous is null ? 0 : 1))
            {
                draft = draft with { Fault = $"it builds on {commit.Parents.Count} commits, where a chain has {(previous is null ? "none at its beginning" : "one")}" };
            }
            else
            {
                var files = trees.List(previous is null ? null : commits[previous]?.Tree, commit.Tree, request.Limits.FilesInCommit, out var fault);
                draft = draft with { Files = files, Fault = fault };
            }

            yield return draft;
            previous = id;
        }
    }

    /// <summary>Divides commits into parts whose files fit into memory.</summary>
    private static IEnumerable<IReadOnlyList<CommitDraft>> Portions(IReadOnlyList<CommitDraft> drafts, IReadOnlyDictionary<string, GitObject> sizes)
    {
        var part = new List<CommitDraft>();
        var bytes = 0L;
        foreach (var draft in drafts)
        {
            var size = draft.Blobs.Sum(blob => sizes.GetValueOrDefault(blob)?.Size ?? 0);
            if (part.Count > 0 && bytes + size > BytesAtOnce)
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part.Add(draft);
            bytes += size;
        }

        yield return part;
    }
}
