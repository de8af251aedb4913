using Ao.Alignment;
using Ao.Scm;

namespace Ao.Plugins.Alignment;

/// <summary>What a fork has written itself.</summary>
internal sealed class ForkSource
{
    private readonly Dictionary<string, TreeChange>? _changes;
    private readonly UnitCache? _base;
    private readonly Dictionary<string, HashSet<int>> _ownLines = new(StringComparer.Ordinal);

    private ForkSource(AlignmentFork fork, Dictionary<string, TreeChange>? changes)
    {
        Fork = fork;
        Units = new UnitCache(fork.Tree);
        _changes = changes;
        _base = fork.Base is null ? null : new UnitCache(fork.Base);
    }

    public AlignmentFork Fork { get; }

    public UnitCache Units { get; }

    public static async ValueTask<ForkSource> OpenAsync(AlignmentFork fork, CancellationToken cancellationToken)
    {
        var changes = fork.Base is null ? null : await fork.Tree.ListChangesAsync(fork.Base.Revision, cancellationToken).ConfigureAwait(false);
        return new ForkSource(fork, changes?.Where(static change => !change.IsRemoved).DistinctBy(static change => change.Path).ToDictionary(static change => change.Path, StringComparer.Ordinal));
    }

    /// <summary>Tells whether the fork has written something in a file; where it has nothing in common with the change, all of it is its own.</summary>
    public bool Touches(string path) => _changes is null || _changes.ContainsKey(path);

    /// <summary>Tells whether a line is the fork's own: its base has none that says the same.</summary>
    public async ValueTask<bool> IsOwnAsync(string path, int line, CancellationToken cancellationToken)
    {
        if (_changes is null)
        {
            return true;
        }

        if (!_changes.TryGetValue(path, out var change))
        {
            return false;
        }

        if (!_ownLines.TryGetValue(path, out var own))
        {
            var then = change.OldPath is null ? [] : await _base!.LinesOfAsync(change.OldPath, cancellationToken).ConfigureAwait(false);
            var now = await Units.LinesOfAsync(path, cancellationToken).ConfigureAwait(false);
            _ownLines[path] = own = OwnOf(then, now);
        }

        return own.Contains(line);
    }

    private static HashSet<int> OwnOf(string[] then, string[] now)
    {
        var left = then.CountBy(static line => line.Trim(), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var own = new HashSet<int>();
        for (var index = 0; index < now.Length; index++)
        {
            var line = now[index].Trim();
            if (left.TryGetValue(line, out var count) && count > 0)
            {
                left[line] = count - 1;
            }
            else
            {
                own.Add(index + 1);
            }
        }

        return own;
    }
}
