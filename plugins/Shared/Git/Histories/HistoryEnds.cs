using Ao.Git.Ledgers;
using CommitObject = Ao.Git.Ledgers.CommitText;

namespace Ao.Git.Histories;

/// <summary>Where histories end before their first commits, because the repositories that hold them are shallow.</summary>
/// <remarks>What one repository lacks another may have: a commit ends the history only where one of its parents is in none of them. Git itself takes every such line at its word, and would cut the histories of all.</remarks>
internal static class HistoryEnds
{
    private const int LargestCommit = 1024 * 1024;

    public static string FileOf(string gitDir) => Path.Combine(gitDir, "shallow");

    /// <summary>Reads where the histories of a repository of Ao's own end. What such a commit changed is not known.</summary>
    public static IReadOnlySet<string> Read(string gitDir) => FileOf(gitDir) is var file && File.Exists(file) ? File.ReadLines(file).ToHashSet(StringComparer.Ordinal) : new HashSet<string>();

    /// <summary>Gives what changes when the history of a repository of Ao's own ends elsewhere.</summary>
    public static string MarkOf(string gitDir) => PatchIdentity.Hash(string.Join('\n', Read(gitDir).Order(StringComparer.Ordinal)));

    /// <summary>Finds the commits that lack a parent.</summary>
    /// <param name="place">Where they are looked for; it has no ends of its own.</param>
    /// <param name="candidates">What shallow repositories name as their ends.</param>
    /// <param name="objects">Another folder of objects to look in.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask<IReadOnlyList<string>> FindAsync(HistoryPlace place, IEnumerable<string> candidates, string? objects, CancellationToken cancellationToken)
    {
        var ids = candidates.Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            return ids;
        }

        var commits = await LookAsync(place, "--batch", LargestCommit, ids, objects, cancellationToken).ConfigureAwait(false);
        var parents = commits.ToDictionary(static commit => commit.Key, static commit => commit.Value.Content is { } content ? CommitObject.TryRead(content.Span)?.Parents : null, StringComparer.Ordinal);
        var known = await LookAsync(place, "--batch-check", 0, parents.Values.SelectMany(static of => of ?? []).Distinct(StringComparer.Ordinal), objects, cancellationToken).ConfigureAwait(false);

        // One that is too large to be read is taken at the repository's word.
        return [.. ids.Where(id => parents.TryGetValue(id, out var of) && of?.All(known.ContainsKey) != true)];
    }

    private static async ValueTask<IReadOnlyDictionary<string, GitObject>> LookAsync(HistoryPlace place, string how, int largest, IEnumerable<string> ids, string? objects, CancellationToken cancellationToken)
    {
        var stream = new ObjectStream(largest);
        var call = new GitCall("cat-file", how)
        {
            Input = string.Concat(ids.Select(static id => id + "\n")),
            Observer = stream,
            OutputLimit = CommitObject.Largest,
            Environment = objects is null ? null : AlternateObjects.In(objects),
        };
        var result = await place.RunAsync(call, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? stream.Objects : throw GitClient.Failure("cat-file", result);
    }
}
