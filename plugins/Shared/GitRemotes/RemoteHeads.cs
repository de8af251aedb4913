namespace Ao.Git.Remotes;

/// <summary>What a remote says it holds.</summary>
/// <param name="Default">The branch that it starts from, where it says so.</param>
/// <param name="References">Its references, by name.</param>
internal sealed record RemoteHeads(string? Default, IReadOnlyDictionary<string, string> References)
{
    private const string Heads = "refs/heads/";

    /// <summary>Reads what <c>ls-remote --symref</c> writes. Names that are none of a branch, and ids that are none, are passed over.</summary>
    public static RemoteHeads Parse(string text)
    {
        string? start = null;
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split('\t', 2);
            if (parts.Length < 2)
            {
                continue;
            }

            if (parts[1] == "HEAD" && parts[0].StartsWith($"ref: {Heads}", StringComparison.Ordinal))
            {
                var branch = parts[0][$"ref: {Heads}".Length..];
                start = BranchName.Fault(branch) is null ? branch : null;
            }
            else if (parts[1].StartsWith("refs/", StringComparison.Ordinal) && Revision.IsRevision(parts[0]))
            {
                references[parts[1]] = parts[0];
            }
        }

        return new RemoteHeads(start, references);
    }
}
