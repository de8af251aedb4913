using System.Text.Json;
using Ao.Commands;
using Ao.Git.Gates;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Where a project's changes are published: its source, or one of its forks.</summary>
internal sealed class PushTargets(Forges forges, SourceInspector sources, PushTurns turns, CheckoutRepair repair) : IPublication
{
    private const int MaxAttempts = 5;
    private const string Reference = "refs/ao/push-target";

    public async ValueTask<string> GetAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var set = await control.ReadTextAsync(Reference, cancellationToken).ConfigureAwait(false);
        return set is null
            ? (await sources.OpenAsync(source, cancellationToken).ConfigureAwait(false)).Location
            : await RequireKnownAsync(control, source, JsonSerializer.Deserialize(set.Text, ForgeJson.Default.String)!, cancellationToken).ConfigureAwait(false);
    }

    // The pull requests of the local forge go into the repository that holds their branches.
    public ValueTask<string> GetBaseAsync(ProjectSource source, CancellationToken cancellationToken) => GetAsync(source, cancellationToken);

    public ValueTask<string?> FindAsync(ControlRepository control, ProjectSource source, string target, string branch, CancellationToken cancellationToken) => FindAsync(control, target, branch, cancellationToken);

    public ValueTask<string?> PushAsync(ControlRepository control, ProjectSource source, string target, string revision, string branch, string? published, CancellationToken cancellationToken) =>
        PushAsync(control, target, revision, branch, published, cancellationToken);

    public static async ValueTask<string?> FindAsync(ControlRepository control, string target, string branch, CancellationToken cancellationToken)
    {
        var result = await control.RunAsync(cancellationToken, "ls-remote", "--refs", "--quiet", "--", target, $"refs/heads/{BranchName.Require(branch)}").ConfigureAwait(false);
        return result.Succeeded
            ? result.Output.Split('\t')[0] is { Length: > 0 } revision ? revision : null
            : throw new GitException($"The branch '{Printable.Quote(branch)}' of '{Printable.Quote(target)}' cannot be looked for: {Printable.Quote(result.Error)}");
    }

    /// <summary>Gives what was relayed of a session, where the branch still is exactly that.</summary>
    public static async ValueTask<string?> FindRelayedAsync(ControlRepository control, SessionId session, string target, string branch, CancellationToken cancellationToken) =>
        await control.ResolveAsync(Publishing.ReferenceOf(session), cancellationToken).ConfigureAwait(false) is { } relayed && await FindAsync(control, target, branch, cancellationToken).ConfigureAwait(false) == relayed ? relayed : null;

    public async ValueTask SetAsync(ProjectSource source, string location, CancellationToken cancellationToken)
    {
        var control = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        await RequireKnownAsync(control, source, location, cancellationToken).ConfigureAwait(false);
        var blob = await control.WriteBlobAsync(JsonSerializer.Serialize(location, ForgeJson.Default.String), cancellationToken).ConfigureAwait(false);
        try
        {
            await control.ReadAsync(cancellationToken, "update-ref", Reference, blob).ConfigureAwait(false);
        }
        catch (GitException exception)
        {
            throw new OutcomeUnknownException($"It is not known whether the push target of project '{source.Project}' was switched: {exception.Message}", exception);
        }
    }

    /// <summary>Pushes a commit to a branch of a repository given by its path. What the branch holds beyond the commit is never overwritten.</summary>
    /// <param name="control">The control repository.</param>
    /// <param name="location">The repository to push to.</param>
    /// <param name="revision">The commit.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="published">The commit that the project published there itself, which the new one takes the place of even where it does not contain it;
    /// git does so only if the branch holds exactly that one. <see langword="null"/> allows fast-forwards alone.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Why it was refused, or <see langword="null"/> where the branch now is at the commit.</returns>
    /// <remarks>Where the branch is checked out there, a checkout without changes goes along and one with changes makes git refuse.
    /// Pushes into one repository take turns, and a checkout that one of them left changed without moving the branch is taken back.
    /// The hooks that may run are those of the owner's repository: they are the owner's policy.</remarks>
    public async ValueTask<string?> PushAsync(ControlRepository control, string location, string revision, string branch, string? published, CancellationToken cancellationToken)
    {
        using var turn = await turns.EnterAsync(location, cancellationToken).ConfigureAwait(false);
        await repair.RepairLeftAsync(location, turn, cancellationToken).ConfigureAwait(false);

        // A checkout that has changes already is a person's, and git refuses without touching it.
        if (!await repair.IsCleanAsync(location, cancellationToken).ConfigureAwait(false))
        {
            return await PushHeldAsync(control, location, revision, branch, published, isClean: false, cancellationToken).ConfigureAwait(false);
        }

        var attempt = new PushAttempt(revision, branch, MayRun: true);
        turn.Write(attempt);
        try
        {
            var reason = await PushHeldAsync(control, location, revision, branch, published, isClean: true, cancellationToken).ConfigureAwait(false);
            turn.Write(null);
            return reason;
        }
        catch (Exception exception) when (exception is not OutcomeUnknownException { InnerException: null })
        {
            // The command was ended, or never began. Only a git that broke off by itself may have left its other side at work.
            turn.Write(attempt with { MayRun = false });
            throw;
        }
    }

    private async ValueTask<string?> PushHeldAsync(ControlRepository control, string location, string revision, string branch, string? published, bool isClean, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await StartAsync(control, location, revision, branch, published, cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                return null;
            }

            // Only what git says of the branch itself is an answer. Anything else may have come after the other side had moved it.
            var error = Printable.Clean(result.Error);
            if (!error.Contains("\n ! [rejected] ", StringComparison.Ordinal) && !error.Contains("\n ! [remote rejected] ", StringComparison.Ordinal))
            {
                throw new OutcomeUnknownException($"The push of {revision} to branch '{branch}' of '{location}' broke off: {EndOf(error)}");
            }

            // Somebody who takes no turns, such as a person who commits, came in between: the checkout went along, and the branch did not move.
            var isTakenBack = isClean && await repair.RepairAsync(location, revision, branch, cancellationToken).ConfigureAwait(false);

            // Pushed once more, it is a plain fast-forward, already there, or refused for good.
            if (attempt == MaxAttempts || !(isTakenBack || error.Contains("cannot lock ref", StringComparison.Ordinal)))
            {
                return isTakenBack ? $"The branch '{branch}' of '{location}' is being changed by another program. Try again once that has ended; if there is none, look for a file '{branch}.lock' that it left." : ReasonOf(error, branch, location);
            }
        }
    }

    private static async ValueTask<CommandResult> StartAsync(ControlRepository control, string location, string revision, string branch, string? published, CancellationToken cancellationToken)
    {
        string[] lease = published is null ? [] : [$"--force-with-lease=refs/heads/{branch}:{published}"];
        try
        {
            return await control.RunAsync(
                cancellationToken,
                ["push", "--quiet", "--no-verify", "--receive-pack=git -c receive.denyCurrentBranch=updateInstead receive-pack", .. lease, "--", location, $"{revision}:refs/heads/{branch}"]).ConfigureAwait(false);
        }
        catch (GitException exception)
        {
            throw new OutcomeUnknownException($"The push of {revision} to branch '{branch}' of '{location}' broke off: {exception.Message}", exception);
        }
    }

    /// <summary>Looked at on every use, not only when the target is switched: the source may have moved since, and a fork may be gone.</summary>
    private async ValueTask<string> RequireKnownAsync(ControlRepository control, ProjectSource source, string location, CancellationToken cancellationToken)
    {
        var own = (await sources.OpenAsync(source, cancellationToken).ConfigureAwait(false)).Location;
        var known = (await Forks.ListAsync(control, cancellationToken).ConfigureAwait(false)).Select(static fork => fork.Location).Prepend(own).ToArray();
        return known.Contains(location, StringComparer.Ordinal)
            ? location
            : throw new AoException($"'{Printable.Quote(location)}' is neither the source of project '{source.Project}' nor one of its forks. Switch the push target to one of: {string.Join(", ", known)}.");
    }

    private static string ReasonOf(string error, string branch, string location) => error switch
    {
        _ when error.Contains("unstaged changes", StringComparison.Ordinal) || error.Contains("uncommitted changes", StringComparison.Ordinal) || error.Contains("staged changes", StringComparison.Ordinal) =>
            $"The branch '{branch}' is checked out in '{location}', where there are uncommitted changes. Commit or stash them there, then try again.",
        _ when error.Contains("non-fast-forward", StringComparison.Ordinal) || error.Contains("fetch first", StringComparison.Ordinal) || error.Contains("stale info", StringComparison.Ordinal) =>
            $"The branch '{branch}' of '{location}' holds commits that this change does not contain, and nothing is pushed by force. Take the newest of it in, or use another branch.",
        _ => $"The repository '{location}' refused the push to branch '{branch}': {EndOf(error)}",
    };

    private static string EndOf(string error) => (error.Length > 600 ? error[^600..] : error).Trim();
}
