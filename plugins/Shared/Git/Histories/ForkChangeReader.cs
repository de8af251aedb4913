using System.Runtime.CompilerServices;
using System.Text;
using Ao.Convergence;

namespace Ao.Git.Histories;

/// <summary>Reads changes, a few processes for hundreds of them, and holds no more in memory than it gives next.</summary>
internal static class ForkChangeReader
{
    private const int ChunkSize = 512;

    /// <summary>How many bytes of diffs are held at once.</summary>
    private const long MaxHeld = 32L * 1024 * 1024;

    /// <summary>Reads changes in the order in which they are named.</summary>
    /// <param name="place">Where they are read.</param>
    /// <param name="commits">The commits.</param>
    /// <param name="maxPatch">How large a patch may be, in bytes.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async IAsyncEnumerable<ForkChange> ReadAsync(HistoryPlace place, IReadOnlyList<string> commits, int maxPatch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var chunk in commits.Chunk(ChunkSize))
        {
            var texts = await CommitTexts.ReadAsync(place, chunk, cancellationToken).ConfigureAwait(false);
            var files = await FileDeltas.ReadAsync(place, chunk, cancellationToken).ConfigureAwait(false);
            var contents = await Contents.FindAsync(place, files.Values.SelectMany(static commit => commit.Files).SelectMany(static file => file.Contents).ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
            foreach (var batch in BatchesOf(chunk, files, contents, maxPatch))
            {
                var patches = await ReadPatchesAsync(place, batch, files, contents, maxPatch, cancellationToken).ConfigureAwait(false);
                foreach (var commit in batch)
                {
                    yield return Describe(commit, texts[commit], files.GetValueOrDefault(commit, CommitFiles.Unknown), contents, patches.GetValueOrDefault(commit));
                }
            }
        }
    }

    private static IEnumerable<IReadOnlyList<string>> BatchesOf(IEnumerable<string> commits, IReadOnlyDictionary<string, CommitFiles> files, Contents contents, int maxPatch)
    {
        var batch = new List<string>();
        var held = 0L;
        foreach (var commit in commits)
        {
            var size = Math.Min(maxPatch, files.GetValueOrDefault(commit, CommitFiles.Unknown).Files.Sum(contents.SizeOf));
            if (batch.Count > 0 && held + size > MaxHeld)
            {
                yield return batch;
                (batch, held) = ([], 0);
            }

            batch.Add(commit);
            held += size;
        }

        yield return batch;
    }

    private static async ValueTask<IReadOnlyDictionary<string, PatchText>> ReadPatchesAsync(HistoryPlace place, IReadOnlyList<string> commits, IReadOnlyDictionary<string, CommitFiles> files, Contents contents, int maxPatch, CancellationToken cancellationToken)
    {
        // One that changes more files than are read is no change to compare, and its diff would take long to make.
        var readable = commits.Where(commit => files.TryGetValue(commit, out var known) && known is { IsWhole: true, Files.Count: > 0 }).ToArray();
        var missing = readable.SelectMany(commit => files[commit].Files).SelectMany(static file => file.Contents).Where(contents.Missing.Contains).ToHashSet(StringComparer.Ordinal);
        var texts = new PatchTexts(maxPatch, missing);
        using var placeholders = new Placeholders(place.Scratch, missing);
        var attributes = Path.Combine(place.Scratch, Guid.NewGuid().ToString("n"));
        PatchAttributes.Write(attributes);
        try
        {
            string[] arguments = ["-c", $"core.attributesFile={attributes}", .. PatchAttributes.Settings, "diff-tree", "--stdin", "-r", "-p", "--root", "-M", "-l200", "--full-index", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=dirty"];
            await DiffTree.RunAsync(place, readable, texts, new GitCall(arguments) { Environment = placeholders.Environment }, cancellationToken).ConfigureAwait(false);
            return texts.Patches;
        }
        finally
        {
            File.Delete(attributes);
        }
    }

    private static ForkChange Describe(string commit, CommitText text, CommitFiles files, Contents contents, PatchText? patch) => new()
    {
        Revision = commit,
        Message = text.Message,
        At = text.At,
        Author = text.Email.Length > 0 ? $"{text.Author} <{text.Email}>" : text.Author,
        Paths = [.. files.Files.Select(static file => file.Path)],
        Patch = patch is { Bytes.Length: > 0 } ? Encoding.UTF8.GetString(patch.Bytes.Span) : null,
        IsPartial = !files.IsWhole || patch is { IsPartial: true } || !files.Files.All(contents.ShowsAllOf),
        LacksContents = ReferenceEquals(files, CommitFiles.Unknown) || files.Files.Any(file => file.Contents.Any(contents.Missing.Contains)),
        Origin = ChangeOrigin.Of(text.Message),
    };
}
