using System.Text;

namespace Ao.Git.Histories;

/// <summary>Lists commits.</summary>
internal static class CommitList
{
    private const int LineLength = 65;

    /// <summary>Lists the commits of one history that are in none of others, the oldest first. Merges are left out, and so are commits whose parents are nowhere: what they changed is not known.</summary>
    /// <param name="place">Where they are read.</param>
    /// <param name="tips">The newest commits of the history.</param>
    /// <param name="excluded">The newest commits of the others. Those that are not here are passed over.</param>
    /// <param name="limit">How many are listed, the newest.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask<IReadOnlyList<string>> ReadAsync(HistoryPlace place, IReadOnlyCollection<string> tips, IEnumerable<string> excluded, int limit, CancellationToken cancellationToken)
    {
        if (tips.Count == 0 || limit <= 0)
        {
            return [];
        }

        var input = new StringBuilder();
        foreach (var line in tips.Concat(excluded.Where(id => !tips.Contains(id) && Revision.IsRevision(id)).Select(static id => "^" + id)))
        {
            input.Append(line).Append('\n');
        }

        // Whoever names a tip as excluded has everything.
        if (excluded.Any(tips.Contains) && tips.Count == 1)
        {
            return [];
        }

        var call = new GitCall("rev-list", "--no-merges", "--date-order", "--ignore-missing", $"--max-count={limit}", "--stdin") { Input = input.ToString(), OutputLimit = (limit + 1) * LineLength };
        var ids = (await place.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Array.Reverse(ids);
        return HistoryEnds.Read(place.GitDir) is { Count: > 0 } ends ? [.. ids.Where(id => !ends.Contains(id))] : ids;
    }
}
