using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>A commit whose files are not read yet.</summary>
internal sealed record CommitDraft(string Id, ReadOnlyMemory<byte> Content)
{
    /// <summary>Gets the files that it changes, with their blobs; none where a file is removed.</summary>
    public IReadOnlyDictionary<string, string?> Files { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets why its files are not read.</summary>
    public string? Fault { get; init; }

    public IEnumerable<string> Blobs => Fault is null ? Files.Values.OfType<string>() : [];

    /// <summary>Tells what of it exceeds the limits.</summary>
    public string? ExcessOf(IReadOnlyDictionary<string, GitObject> sizes, LedgerLimits limits)
    {
        if (Fault is not null)
        {
            return Fault;
        }

        foreach (var (path, blob) in Files)
        {
            if (blob is not null && sizes.GetValueOrDefault(blob) is var file && file is not { Type: "blob" })
            {
                return $"its file '{path}' is not here";
            }

            if (blob is not null && sizes[blob].Size > limits.FileBytes)
            {
                return $"its file '{path}' has {sizes[blob].Size} bytes, where at most {limits.FileBytes} are read";
            }
        }

        return null;
    }

    public LedgerCommit Complete(IReadOnlyDictionary<string, GitObject> sizes, IReadOnlyDictionary<string, GitObject> contents, LedgerLimits limits)
    {
        var excess = ExcessOf(sizes, limits);
        var files = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (excess is null)
        {
            foreach (var (path, blob) in Files)
            {
                if (blob is not null)
                {
                    files[path] = contents.GetValueOrDefault(blob)?.Content ?? throw new GitException($"The file '{path}' of the commit '{Id}' could be looked at and not be read. See what is wrong with the disk.");
                }
            }
        }

        return new LedgerCommit { Id = Id, Content = Content, Files = files, Removed = excess is null ? [.. Files.Where(static file => file.Value is null).Select(static file => file.Key)] : [], Excess = excess };
    }
}
