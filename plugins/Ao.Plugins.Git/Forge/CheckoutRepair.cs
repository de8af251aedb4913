namespace Ao.Plugins.Git.Forge;

/// <summary>Takes a checkout back to its branch where a push changed the one and did not move the other: git changes the checkout first.</summary>
internal sealed class CheckoutRepair(GitClient git, TimeProvider timeProvider)
{
    /// <summary>Far longer than git goes on with a push within one machine after the host that started it was killed.</summary>
    private static readonly TimeSpan s_orphan = TimeSpan.FromSeconds(10);

    /// <summary>Tells whether a repository has a checkout in which nothing is staged: one that a push may change.</summary>
    public async ValueTask<bool> IsCleanAsync(string location, CancellationToken cancellationToken) =>
        Path.Exists(GitDirOf(location)) && (await RunAsync(location, cancellationToken, "diff-index", "--quiet", "--cached", "--ignore-submodules", "HEAD", "--").ConfigureAwait(false)).Succeeded;

    /// <summary>Repairs what a host that ended has left.</summary>
    public async ValueTask RepairLeftAsync(string location, PushTurn turn, CancellationToken cancellationToken)
    {
        if (turn.FindLeft() is not { } left)
        {
            return;
        }

        // A git that is still at it would move the branch to what the repair takes out of the checkout.
        var rest = s_orphan - (timeProvider.GetUtcNow() - turn.LeftAt());
        if (left.MayRun && rest > TimeSpan.Zero && await FindTipAsync(location, left.Branch, cancellationToken).ConfigureAwait(false) != left.Revision)
        {
            await Task.Delay(rest < s_orphan ? rest : s_orphan, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        await RepairAsync(location, left.Revision, left.Branch, cancellationToken).ConfigureAwait(false);
        turn.Write(null);
    }

    /// <summary>Takes a checkout back that is to the last file what a push would have made of it, and has no other change. Then nothing is lost: the commit holds it all.</summary>
    /// <remarks>Where it is anything else, it is a person's, and git refuses pushes until that person has seen to it.</remarks>
    /// <returns>Whether it was taken back.</returns>
    public async ValueTask<bool> RepairAsync(string location, string revision, string branch, CancellationToken cancellationToken)
    {
        if ((await RunAsync(location, cancellationToken, "symbolic-ref", "--quiet", "HEAD").ConfigureAwait(false)).Output.Trim() != $"refs/heads/{branch}")
        {
            return false;
        }

        var trees = await RunAsync(location, cancellationToken, "rev-parse", "--quiet", $"{revision}^{{tree}}", "HEAD^{tree}").ConfigureAwait(false);
        if (!trees.Succeeded || trees.Output.Split('\n') is not [var pushed, var present, ..] || pushed == present)
        {
            return false;
        }

        // What it says of files that changed is what the next two ask.
        await RunAsync(location, cancellationToken, "update-index", "-q", "--ignore-submodules", "--refresh").ConfigureAwait(false);
        // The last one refuses where a file that git does not know is in the way, which is a person's too.
        return (await RunAsync(location, cancellationToken, "diff-files", "--quiet", "--ignore-submodules").ConfigureAwait(false)).Succeeded
            && (await RunAsync(location, cancellationToken, "diff-index", "--quiet", "--cached", "--ignore-submodules", revision, "--").ConfigureAwait(false)).Succeeded
            && (await RunAsync(location, cancellationToken, "read-tree", "-u", "-m", revision, "HEAD").ConfigureAwait(false)).Succeeded;
    }

    private static string GitDirOf(string location) => Path.Combine(location, ".git");

    private async ValueTask<string?> FindTipAsync(string location, string branch, CancellationToken cancellationToken)
    {
        var result = await RunAsync(location, cancellationToken, "rev-parse", "--verify", "--quiet", $"refs/heads/{branch}").ConfigureAwait(false);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    private ValueTask<Commands.CommandResult> RunAsync(string location, CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        git.RunAsync(new GitCall(["-c", "core.fsmonitor=false", .. arguments]) { GitDir = GitDirOf(location), WorkTree = location }, cancellationToken);
}
