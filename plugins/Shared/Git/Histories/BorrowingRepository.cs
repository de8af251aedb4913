using System.Text;
using Ao.Files;

namespace Ao.Git.Histories;

/// <summary>Repositories that borrow the objects of others: what those lack is missing and nothing more, and neither their configuration nor their hooks take part.</summary>
internal static class BorrowingRepository
{
    /// <summary>Writes one, or brings the one that is there up to date, so that whoever reads in it meanwhile sees the old or the new.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="objects">The folders of objects that it borrows.</param>
    /// <param name="ends">The commits whose parents are not to be looked for.</param>
    /// <param name="references">Its references.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask WriteAsync(string folder, string configuration, IEnumerable<string> objects, IEnumerable<string> ends, IEnumerable<(string Name, string Id)> references, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "objects", "info"));
        Directory.CreateDirectory(Path.Combine(folder, "objects", "pack"));
        Directory.CreateDirectory(Path.Combine(folder, "refs", "heads"));
        await WriteAsync(Path.Combine(folder, "config"), configuration, cancellationToken).ConfigureAwait(false);
        await WriteAsync(Path.Combine(folder, "objects", "info", "alternates"), string.Concat(objects.Select(static path => path + "\n")), cancellationToken).ConfigureAwait(false);
        await WriteAsync(Path.Combine(folder, "packed-refs"), string.Concat(references.OrderBy(static reference => reference.Name, StringComparer.Ordinal).Select(static reference => $"{reference.Id} {reference.Name}\n")), cancellationToken).ConfigureAwait(false);
        await WriteEndsAsync(folder, ends, cancellationToken).ConfigureAwait(false);

        // Last: with it the folder is a repository.
        await WriteAsync(Path.Combine(folder, "HEAD"), "ref: refs/heads/main\n", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes where the history ends in one that is there.</summary>
    public static async ValueTask WriteEndsAsync(string folder, IEnumerable<string> ends, CancellationToken cancellationToken)
    {
        var file = HistoryEnds.FileOf(folder);
        if (string.Concat(ends.Select(static id => id + "\n")) is { Length: > 0 } lines)
        {
            await WriteAsync(file, lines, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            File.Delete(file);
        }
    }

    private static ValueTask WriteAsync(string file, string text, CancellationToken cancellationToken) => DurableFile.WriteAsync(file, Encoding.UTF8.GetBytes(text), cancellationToken);
}
