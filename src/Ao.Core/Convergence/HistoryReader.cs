using System.Runtime.CompilerServices;
using Ao.Forks;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Convergence;

/// <summary>Reads what is new in the plain histories of a project's forks: those of peers that publish no changes, of the upstream, and the project's own.</summary>
internal sealed class HistoryReader(ConvergenceContext context)
{
    private const int BatchChanges = 500;
    private const int BatchLength = 16 * 1024 * 1024;
    private const int MaxAuthors = 200_000;
    private const int MaxAuthor = 200;
    private const int MaxProblem = 500;

    // Without a fork that the own history could be set against, only what is young enough to matter is read.
    private const int MaxUnbounded = 2_000;

    /// <summary>Reads.</summary>
    /// <param name="project">The project.</param>
    /// <param name="publishers">The forks whose changes are read from their ledgers.</param>
    /// <param name="reading">How far was read; it is moved on.</param>
    /// <param name="cancellationToken">The token that ends reading.</param>
    /// <returns>What is new, in parts.</returns>
    public async IAsyncEnumerable<ForkHistory> ReadAsync(Project project, IReadOnlySet<string> publishers, ForkReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!project.Options.Convergence.ReadHistories || context.Sessions.Plugins.Find<IForkHistories>(Slot.Scm, project.Options.Scm) is not { } host)
        {
            yield break;
        }

        string? upstream = null;
        foreach (var peer in context.PeersOf(project.Id).Where(peer => peer.IsUpstream || !publishers.Contains(ConvergenceContext.IdOf(peer))))
        {
            var id = ConvergenceContext.IdOf(peer);
            if (await FetchAsync(project, host, peer, reading, cancellationToken).ConfigureAwait(false) is not { } head)
            {
                continue;
            }

            upstream = peer.IsUpstream ? head : upstream;
            if (reading.Heads.GetValueOrDefault(id) == head)
            {
                continue;
            }

            var request = new ForkChangesRequest
            {
                Source = project.Source,
                ForkId = peer.Name,
                Branch = reading.Branches[id],
                // What the upstream has is the upstream's, whoever has taken it up.
                After = [.. new[] { peer.IsUpstream ? null : upstream, reading.Heads.GetValueOrDefault(id) }.OfType<string>()],
            };
            var history = new ForkHistory { ForkId = id, Name = peer.Name, IsUpstream = peer.IsUpstream };
            await foreach (var part in ReadAsync(host, request, history, head, reading, cancellationToken).ConfigureAwait(false))
            {
                yield return part;
            }
        }

        await foreach (var part in ReadOwnAsync(project, host, upstream, reading, cancellationToken).ConfigureAwait(false))
        {
            yield return part;
        }
    }

    /// <summary>Gives the newest revision of a fork's branch; <see langword="null"/> where it cannot be read.</summary>
    private static async Task<string?> FetchAsync(Project project, IForkHistories host, ForkPeer peer, ForkReading reading, CancellationToken cancellationToken)
    {
        var id = ConvergenceContext.IdOf(peer);
        reading.Note(id, peer.Name, static look => look with { FromHistory = true });
        try
        {
            var branches = await host.FetchForkAsync(new ForkFetchRequest { Source = project.Source, ForkId = peer.Name, Location = peer.Location }, cancellationToken).ConfigureAwait(false);
            // A copy that does not say what it works on most likely works on what the project does.
            var branch = peer.Branch ?? branches.DefaultBranch ?? project.Options.BaseBranch ?? (branches.Branches.Count == 1 ? branches.Branches.Keys.First() : null);
            if (branch is null || !branches.Branches.TryGetValue(branch, out var head))
            {
                Fail(reading, peer, branch is null ? "It does not say which branch it works on. Name the branch." : $"It has no branch '{Printable.Quote(branch)}'.");
                return null;
            }

            if (reading.Heads.GetValueOrDefault(id) == head)
            {
                return head;
            }

            var kinship = await host.CompareForkAsync(project.Source, peer.Name, branch, cancellationToken).ConfigureAwait(false);
            reading.Note(id, peer.Name, look => look with { IsShallow = kinship.IsShallow });
            if (!kinship.IsKin)
            {
                Fail(reading, peer, kinship.IsShallow ? "It is a shallow clone, and where it left the project is beyond the end of its history. Fetch the rest of its history there." : "It has no history in common with the project.");
                return null;
            }

            reading.Branches[id] = branch;
            reading.Bases[id] = kinship.MergeBase ?? kinship.SourceRevision;
            return head;
        }
        catch (AoException exception)
        {
            Fail(reading, peer, exception.Message);
            return null;
        }
    }

    /// <summary>Reads what the project has and its upstream has not; without an upstream, what it has made since the first of the other forks left it.</summary>
    private async IAsyncEnumerable<ForkHistory> ReadOwnAsync(Project project, IForkHistories host, string? upstream, ForkReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var id = context.OwnIdOf(project.Id);
        var source = await context.Sessions.Plugins.Get<IScm>(project.Options.Scm).InspectAsync(project.Source, cancellationToken).ConfigureAwait(false);
        if (source.BaseBranch is not { } branch || reading.Heads.GetValueOrDefault(id) == source.Revision)
        {
            yield break;
        }

        // Beside the upstream's newest revision, which need not lie where the own history does.
        var start = context.PeersOf(project.Id).FirstOrDefault(static peer => peer.IsUpstream) is { } known && reading.Bases.TryGetValue(ConvergenceContext.IdOf(known), out var common)
            ? common
            : await FindStartAsync(project, reading, cancellationToken).ConfigureAwait(false);
        var request = new ForkChangesRequest
        {
            Source = project.Source,
            Branch = branch,
            After = [.. new[] { upstream, start, reading.Heads.GetValueOrDefault(id) }.OfType<string>()],
        };
        request = start is null ? request with { MaxChanges = MaxUnbounded } : request;
        var history = new ForkHistory { ForkId = id, Name = project.Options.Fork.Name ?? project.Id.Value };
        await foreach (var part in ReadAsync(host, request, history, source.Revision, reading, cancellationToken).ConfigureAwait(false))
        {
            yield return part;
        }
    }

    private async Task<string?> FindStartAsync(Project project, ForkReading reading, CancellationToken cancellationToken)
    {
        if (context.Sessions.Plugins.Find<ISourceTrees>(Slot.Scm, project.Options.Scm) is not { } trees)
        {
            return reading.Bases.Count == 1 ? reading.Bases.Values.First() : null;
        }

        string? start = null;
        foreach (var revision in reading.Bases.Values.Distinct(StringComparer.Ordinal))
        {
            start = start is null ? revision : await trees.FindMergeBaseAsync(project.Source, start, revision, cancellationToken).ConfigureAwait(false);
            if (start is null)
            {
                break;
            }
        }

        return start;
    }

    /// <summary>Reads one history. One that cannot be read stands in no other's way; what was read of it before counts on.</summary>
    private static async IAsyncEnumerable<ForkHistory> ReadAsync(IForkHistories host, ForkChangesRequest request, ForkHistory history, string head, ForkReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = new List<ForkChange>();
        var length = 0L;
        var source = host.ReadChangesAsync(request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var ending = source.ConfigureAwait(false);
        while (true)
        {
            ForkChange change;
            try
            {
                if (!await source.MoveNextAsync().ConfigureAwait(false))
                {
                    reading.Heads[history.ForkId] = head;
                    break;
                }

                change = source.Current;
            }
            catch (AoException exception)
            {
                Fail(reading, history.ForkId, history.Name, exception.Message);
                break;
            }

            changes.Add(change);
            length += change.Patch?.Length ?? 0;
            if (change.Author is { } author && reading.Authors.Count < MaxAuthors)
            {
                reading.Authors[change.Revision] = FindingBounds.Line(author, MaxAuthor);
            }

            if (changes.Count >= BatchChanges || length >= BatchLength)
            {
                yield return Taken(history, changes, reading);
                (changes, length) = ([], 0);
            }
        }

        if (changes.Count > 0)
        {
            yield return Taken(history, changes, reading);
        }
    }

    private static ForkHistory Taken(ForkHistory history, List<ForkChange> changes, ForkReading reading)
    {
        reading.Note(history.ForkId, history.Name, look => look with { FromHistory = true, Changes = look.Changes + changes.Count, LackingContents = look.LackingContents + changes.Count(static change => change.LacksContents) });
        return history with { Changes = changes };
    }

    private static void Fail(ForkReading reading, ForkPeer peer, string problem) => Fail(reading, ConvergenceContext.IdOf(peer), peer.Name, problem);

    private static void Fail(ForkReading reading, string forkId, string? name, string problem)
    {
        reading.IsPartial = true;
        reading.Note(forkId, name, look => look with { FromHistory = true, Problem = ShortText.Clean(problem, MaxProblem) });
    }
}
