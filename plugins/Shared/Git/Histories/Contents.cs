using System.Globalization;
using System.Text;

namespace Ao.Git.Histories;

/// <summary>What is known of contents before they are asked for: a git that meets a missing one gives up.</summary>
/// <param name="Sizes">The sizes of those that are here, in bytes.</param>
/// <param name="Missing">Those that are not.</param>
internal sealed record Contents(IReadOnlyDictionary<string, long> Sizes, IReadOnlySet<string> Missing)
{
    private const int LineLength = 200;

    /// <summary>Looks for contents with one process.</summary>
    public static async ValueTask<Contents> FindAsync(HistoryPlace place, IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        var sizes = new Dictionary<string, long>(ids.Count, StringComparer.Ordinal);
        if (ids.Count == 0)
        {
            return new Contents(sizes, ids);
        }

        var pieces = new Pieces((byte)'\n', LineLength, (piece, _) =>
        {
            var parts = Encoding.ASCII.GetString(piece).Split(' ');
            if (parts is [var id, "blob", var size] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                sizes[id] = bytes;
            }
        });
        var call = new GitCall("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)") { Input = string.Concat(ids.Select(static id => id + "\n")), Observer = pieces, OutputLimit = LineLength };
        var result = await place.RunAsync(call, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? new Contents(sizes, ids.Where(id => !sizes.ContainsKey(id)).ToHashSet(StringComparer.Ordinal)) : throw GitClient.Failure("cat-file", result);
    }

    /// <summary>Tells whether a diff of a file is shown: all of it is here, and it is not too large.</summary>
    public bool ShowsAllOf(FileDelta file) => file.Contents.All(id => Sizes.TryGetValue(id, out var size) && size <= HistoryPlace.MaxFile);

    /// <summary>Gives how many bytes a diff of a file can hold.</summary>
    public long SizeOf(FileDelta file) => file.Contents.Sum(id => Sizes.GetValueOrDefault(id) is var size && size <= HistoryPlace.MaxFile ? size : 0);
}
