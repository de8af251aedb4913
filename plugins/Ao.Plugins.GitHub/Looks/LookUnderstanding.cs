using System.Security.Cryptography;
using System.Text.Json;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Makes readings of what looks have found.</summary>
internal sealed class LookUnderstanding(FailureDetails failures, RequiredChecks required, Account account)
{
    /// <summary>Takes in the checks that a look has read.</summary>
    public async ValueTask TakeChecksAsync(GitHubPlace place, KnownPullRequest known, LookNode node, CallPurpose purpose, CancellationToken cancellationToken)
    {
        if (known.RunsHead != node.HeadRefOid)
        {
            known.Runs.Clear();
            known.RunsHead = node.HeadRefOid;
        }

        // GitHub lists the newest attempt alone: earlier ones are remembered, so that attempts are counted.
        var current = LookMap.RunsOf(node).ToList();
        foreach (var run in current)
        {
            known.Runs[run.Id] = run;
        }

        var groups = current.Select(static run => (run.CheckSuite?.Id, run.Name)).ToHashSet();
        var demanded = node.IsOpen ? await required.OfAsync(place, node.BaseRefName, purpose, cancellationToken).ConfigureAwait(false) : [];
        var found = CheckMerge.Of(known.Runs.Values.Where(run => groups.Contains((run.CheckSuite?.Id, run.Name))), LookMap.StatusesOf(node), demanded);
        known.Checks = await failures.AddAsync(place, found, purpose, cancellationToken).ConfigureAwait(false);
        known.ChecksMark = LookMarks.OfChecks(node);
    }

    /// <summary>Makes the reading anew. One that says the same stays the same.</summary>
    /// <returns>Whether something has changed.</returns>
    public async ValueTask<bool> ReadAsync(GitHubPlace place, KnownPullRequest known, CancellationToken cancellationToken)
    {
        var node = known.Node!;
        var own = known.Talk is null ? null : await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        var reading = new PullRequestReading
        {
            PullRequest = LookMap.PullRequestOf(node, known.Talk?.Body, place),
            BaseRevision = node.BaseRef?.Target?.Oid,
            Checks = new CheckReport(node.HeadRefOid, known.Checks),
            Reviews = known.Talk is null ? [] : LookMap.ReviewsOf(known.Talk, own),
            Threads = known.Talk is null ? [] : LookMap.ThreadsOf(known.Talk, known.Remarks, own),
        };
        var print = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reading, LookJson.Default.PullRequestReading)));
        if (print == known.Print)
        {
            return false;
        }

        known.Print = print;
        known.Reading = reading;
        return true;
    }
}
