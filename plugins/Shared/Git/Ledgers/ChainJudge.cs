using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>Judges what came from elsewhere by its form: whether it is a chain, whole, within the limits, and builds on what is kept. What its records say is the host's to judge.</summary>
internal static class ChainJudge
{
    private const int ListLimit = 64 * 1024 * 1024;

    /// <param name="repository">The ledgers' repository.</param>
    /// <param name="gitDir">Where the new objects are.</param>
    /// <param name="head">The head that was offered.</param>
    /// <param name="kept">The head that is kept, where there is one.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask<ChainVerdict> JudgeAsync(LedgerRepository repository, string gitDir, string head, string? kept, LedgerLimits limits, CancellationToken cancellationToken)
    {
        // It goes over every object once, and fails where one is missing.
        string[] range = kept is null ? [head] : [head, "^" + kept];
        var call = new GitCall(["rev-list", "--objects", "--no-object-names", "--parents", .. range, "--"]) { GitDir = gitDir, OutputLimit = ListLimit, TimeLimit = LedgerRepository.Patience };
        var listed = await repository.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (listed.TimedOut || listed.Truncated)
        {
            return new ChainVerdict(LedgerFetchOutcome.TooMuch, listed.TimedOut ? $"going over it takes longer than {LedgerRepository.Patience}" : "it has more objects than can be looked at");
        }

        if (!listed.Succeeded)
        {
            return new ChainVerdict(LedgerFetchOutcome.Damaged, $"it is not whole: {Printable.Quote(listed.Error)}");
        }

        var lines = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')).ToList();
        var objects = await repository.ReadObjectsAsync(lines.ConvertAll(static line => line[0]), 0, cancellationToken, gitDir).ConfigureAwait(false);
        return OfObjects(lines, objects, limits) ?? OfChain([.. lines.Where(line => objects[line[0]].Type == "commit")], kept);
    }

    private static ChainVerdict? OfObjects(IEnumerable<string[]> lines, IReadOnlyDictionary<string, GitObject> objects, LedgerLimits limits)
    {
        foreach (var id in lines.Select(static line => line[0]))
        {
            if (objects.GetValueOrDefault(id) is not { } found)
            {
                return new ChainVerdict(LedgerFetchOutcome.Damaged, $"the object '{id}' is missing");
            }

            var limit = found.Type switch { "blob" => limits.FileBytes, "tree" => TreeText.Largest, "commit" => CommitText.Largest, _ => 0 };
            if (found.Size > limit)
            {
                return limit == 0
                    ? new ChainVerdict(LedgerFetchOutcome.Damaged, $"the object '{id}' is a {found.Type}, which no chain has")
                    : new ChainVerdict(LedgerFetchOutcome.TooMuch, $"the {found.Type} '{id}' has {found.Size} bytes, where at most {limit} are taken");
            }
        }

        return null;
    }

    /// <summary>Judges the commits, the newest first, each with what it builds on.</summary>
    private static ChainVerdict OfChain(IReadOnlyList<string[]> commits, string? kept)
    {
        if (commits.Count == 0)
        {
            return kept is null ? new ChainVerdict(LedgerFetchOutcome.Damaged, "it names no commit") : new ChainVerdict(LedgerFetchOutcome.RolledBack, "it is an earlier state of what is kept");
        }

        for (var index = 0; index < commits.Count; index++)
        {
            var isLast = index == commits.Count - 1;
            if (commits[index].Length > 2 || (!isLast && (commits[index].Length < 2 || commits[index][1] != commits[index + 1][0])))
            {
                return new ChainVerdict(LedgerFetchOutcome.Damaged, $"it is no chain: the commit '{commits[index][0]}' builds on {commits[index].Length - 1} commits");
            }
        }

        return commits[^1].ElementAtOrDefault(1) == kept
            ? new ChainVerdict(LedgerFetchOutcome.Advanced)
            : new ChainVerdict(LedgerFetchOutcome.Forked, "it does not build on what is kept: the publisher's chain was rewritten, or two hosts write it");
    }
}
