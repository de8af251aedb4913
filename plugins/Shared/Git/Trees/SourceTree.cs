using System.Text;
using Ao.Git.Histories;
using Ao.Scm;

namespace Ao.Git.Trees;

/// <summary>The files of a revision, read from git's own store.</summary>
internal sealed class SourceTree(SourceTrees trees, ProjectSource source, string revision) : ISourceTree
{
    private const int MaxText = 1024 * 1024;
    private const int MaxEntry = 8192;
    private const int MaxFiles = 1_000_000;
    private const int ErrorLimit = 64 * 1024;

    public string Revision => revision;

    public async ValueTask<IReadOnlyList<string>> ListPathsAsync(CancellationToken cancellationToken = default)
    {
        var paths = new List<string>();
        var tooMany = false;
        var pieces = new Pieces(0, MaxEntry, (piece, isCut) =>
        {
            // Files alone: links lead elsewhere, and submodules are other repositories.
            if (piece.StartsWith("100"u8) && !isCut)
            {
                tooMany |= paths.Count == MaxFiles;
                if (!tooMany)
                {
                    paths.Add(Encoding.UTF8.GetString(piece[(piece.IndexOf((byte)'\t') + 1)..]));
                }
            }
        });
        var place = await PlaceAsync(null, cancellationToken).ConfigureAwait(false);
        var result = await place.RunAsync(new GitCall("ls-tree", "-r", "-z", "--full-tree", revision) { Observer = pieces, OutputLimit = ErrorLimit }, cancellationToken).ConfigureAwait(false);
        return !result.Succeeded ? throw GitClient.Failure("ls-tree", result)
            : tooMany ? throw new AoException($"The revision '{revision}' has more than {MaxFiles} files, which is more than is listed.")
            : paths;
    }

    public async ValueTask<IReadOnlyList<TreeChange>> ListChangesAsync(string other, CancellationToken cancellationToken = default)
    {
        var place = await PlaceAsync(other, cancellationToken).ConfigureAwait(false);

        // Files that were renamed and changed are told by their contents. Where one is missing, those that were only renamed are told.
        var changes = await FindChangesAsync(place, other, "-M", cancellationToken).ConfigureAwait(false)
            ?? await FindChangesAsync(place, other, "-M100%", cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"'{revision}' and '{other}' cannot be compared: the repository lacks folders of one of them.");
        changes.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path));
        return changes;
    }

    public async ValueTask<string?> ReadTextAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var place = await PlaceAsync(null, cancellationToken).ConfigureAwait(false);
        var result = await place.RunAsync(new GitCall("cat-file", "blob", $"{revision}:{path}") { OutputLimit = MaxText }, cancellationToken).ConfigureAwait(false);
        return result is { Succeeded: true, Truncated: false } && !result.Output.Contains('\0', StringComparison.Ordinal) ? result.Output : null;
    }

    public async ValueTask<IReadOnlyList<WordOccurrence>> FindWordsAsync(IReadOnlyList<string> words, int limit = 10_000, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await WordSearch.RunAsync(await PlaceAsync(null, cancellationToken).ConfigureAwait(false), revision, words, limit, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<HistoryPlace> PlaceAsync(string? other, CancellationToken cancellationToken) => trees.RequireAsync(source, other is null ? [revision] : [revision, other], cancellationToken);

    private async ValueTask<List<TreeChange>?> FindChangesAsync(HistoryPlace place, string other, string renames, CancellationToken cancellationToken)
    {
        var changes = new List<TreeChange>();
        var begun = new List<string>(3);
        var pieces = new Pieces(0, MaxEntry, (piece, _) =>
        {
            begun.Add(Encoding.UTF8.GetString(piece));
            var isRename = begun[0] is ['R' or 'C', ..];
            if (begun.Count == (isRename ? 3 : 2))
            {
                changes.Add(begun[0][0] switch
                {
                    'A' => new TreeChange(begun[1], null),
                    'D' => new TreeChange(begun[1], begun[1], IsRemoved: true),
                    _ when isRename => new TreeChange(begun[2], begun[1]),
                    _ => new TreeChange(begun[1], begun[1]),
                });
                begun.Clear();
            }
        });
        var call = new GitCall("diff-tree", "-r", "-z", "--name-status", renames, "-l1000", "--ignore-submodules=all", "--no-ext-diff", "--no-textconv", other, revision) { Observer = pieces, OutputLimit = ErrorLimit };
        return (await place.RunAsync(call, cancellationToken).ConfigureAwait(false)).Succeeded ? changes : null;
    }
}
