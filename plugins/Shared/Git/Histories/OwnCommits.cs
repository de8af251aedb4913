using System.Text;

namespace Ao.Git.Histories;

/// <summary>The commits of a history that its base has not.</summary>
internal sealed class OwnCommits
{
    private const int LineLength = 64 * 1024;
    private readonly List<string> _changes = [];
    private readonly List<string> _all = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _forkPoints = new(StringComparer.Ordinal);

    private OwnCommits()
    {
    }

    /// <summary>Gets the changes, the oldest first: merges are left out, and so is what has grown from first commits of its own, such as a history that was merged in.</summary>
    public IReadOnlyList<string> Changes => _changes;

    /// <summary>Gets all of the commits, the oldest first.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>Gets the commits of the base at which the history left it.</summary>
    public IReadOnlySet<string> ForkPoints => _forkPoints;

    /// <summary>Gets whether the history ends here before its first commits.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Gets whether there are more than were read.</summary>
    public bool IsMore { get; private set; }

    /// <summary>Gets whether the history has grown from the base, as far as it was read.</summary>
    public bool IsKin => _all.Count == 0 || _forkPoints.Count > 0;

    public bool Contains(string commit) => _known.Contains(commit);

    /// <summary>Reads them.</summary>
    /// <param name="place">Where.</param>
    /// <param name="tips">The newest commits of the history.</param>
    /// <param name="excluded">The newest commits of the base.</param>
    /// <param name="limit">How many are read, the newest.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <exception cref="GitException">Commits of the history are missing.</exception>
    public static async ValueTask<OwnCommits> ReadAsync(HistoryPlace place, IEnumerable<string> tips, IEnumerable<string> excluded, int limit, CancellationToken cancellationToken)
    {
        var own = new OwnCommits();
        var input = string.Concat(tips.Concat(excluded.Select(static id => "^" + id)).Select(static line => line + "\n"));
        if (!tips.Any())
        {
            return own;
        }

        var lines = new List<string[]>();
        var pieces = new Pieces((byte)'\n', LineLength, (piece, _) => lines.Add(Encoding.ASCII.GetString(piece).Split(' ')));
        var call = new GitCall("rev-list", "--date-order", "--parents", $"--max-count={limit}", "--stdin") { Input = input, Observer = pieces, OutputLimit = LineLength };
        var result = await place.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw GitClient.Failure("rev-list", result);
        }

        own.IsMore = lines.Count == limit;
        lines.Reverse();
        own.Take(lines, HistoryEnds.Read(place.GitDir));
        return own;
    }

    private void Take(List<string[]> commits, IReadOnlySet<string> ends)
    {
        var grown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var commit in commits)
        {
            var (id, parents) = (commit[0], commit[1..]);
            var isEnd = ends.Contains(id);
            IsCut |= isEnd;
            foreach (var parent in parents.Where(parent => !_known.Contains(parent)))
            {
                _forkPoints.Add(parent);
                grown.Add(parent);
            }

            _all.Add(id);
            _known.Add(id);
            if (!isEnd && !parents.Any(grown.Contains))
            {
                continue;
            }

            grown.Add(id);
            if (!isEnd && parents.Length == 1)
            {
                _changes.Add(id);
            }
        }
    }
}
