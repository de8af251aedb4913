namespace Ao.Git.Histories;

/// <summary>Runs <c>git diff-tree</c> over many commits with one process, and one more for each commit at which it gives up: one that is damaged must not hide the others.</summary>
internal static class DiffTree
{
    private const int MaxFailures = 50;
    private const int ErrorLimit = 64 * 1024;

    /// <param name="place">Where.</param>
    /// <param name="commits">The commits, which it reads from its input.</param>
    /// <param name="output">What takes its output.</param>
    /// <param name="call">The rest of the call.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask RunAsync(HistoryPlace place, IReadOnlyList<string> commits, IDiffTreeOutput output, GitCall call, CancellationToken cancellationToken)
    {
        var rest = commits;
        for (var failures = 0; rest.Count > 0; failures++)
        {
            if (failures == MaxFailures)
            {
                Fail(output, rest);
                return;
            }

            var (succeeded, last) = await TryAsync(place, rest, output, call, cancellationToken).ConfigureAwait(false);
            if (succeeded)
            {
                return;
            }

            // It gave up at the one that it had begun, or before it began the next.
            var culprit = IndexOf(rest, last);
            if (culprit < 0 || (await TryAsync(place, [rest[culprit]], output, call, cancellationToken).ConfigureAwait(false)).Succeeded)
            {
                culprit++;
            }

            Fail(output, rest.Skip(culprit).Take(1));
            rest = [.. rest.Skip(culprit + 1)];
        }
    }

    private static async ValueTask<(bool Succeeded, string? Last)> TryAsync(HistoryPlace place, IEnumerable<string> commits, IDiffTreeOutput output, GitCall call, CancellationToken cancellationToken)
    {
        var result = await place.RunAsync(call with { Input = string.Concat(commits.Select(static id => id + "\n")), Observer = output, OutputLimit = ErrorLimit }, cancellationToken).ConfigureAwait(false);
        var last = output.Last;
        output.Complete();
        return (result.Succeeded, last);
    }

    private static void Fail(IDiffTreeOutput output, IEnumerable<string> commits)
    {
        foreach (var commit in commits)
        {
            output.Fail(commit);
        }
    }

    private static int IndexOf(IReadOnlyList<string> commits, string? commit)
    {
        for (var index = 0; index < commits.Count; index++)
        {
            if (commits[index] == commit)
            {
                return index;
            }
        }

        return -1;
    }
}
