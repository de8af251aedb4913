using System.Security.Cryptography;
using System.Text;
using Ao.Commands;
using Ao.Git.Gates;
using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Publishes changes to branches of remote repositories.</summary>
internal sealed class RemotePublication(IRemotes remotes, RemoteGit remote, RemoteMirrors mirrors) : IPublication
{
    public ValueTask<string> GetAsync(ProjectSource source, CancellationToken cancellationToken) => remotes.GetPushTargetAsync(source, cancellationToken);

    // Changes that are published to a fork are proposed to the source all the same.
    public async ValueTask<string> GetBaseAsync(ProjectSource source, CancellationToken cancellationToken) => (await mirrors.OfAsync(source, cancellationToken).ConfigureAwait(false)).Folder;

    public async ValueTask<string?> FindAsync(ControlRepository control, ProjectSource source, string target, string branch, CancellationToken cancellationToken)
    {
        var reference = $"refs/heads/{BranchName.Require(branch)}";
        var address = await remotes.GetAddressAsync(source, target, cancellationToken).ConfigureAwait(false);
        var output = await remote.ReadAsync($"The branch '{branch}' could not be looked for", new GitCall("ls-remote", "--refs", "--quiet", "--", address.Text, reference) { GitDir = control.Folders.Control }, source, address, cancellationToken).ConfigureAwait(false);
        return RemoteHeads.Parse(output).References.GetValueOrDefault(reference);
    }

    public async ValueTask<string?> PushAsync(ControlRepository control, ProjectSource source, string target, string revision, string branch, string? published, CancellationToken cancellationToken)
    {
        var address = await remotes.GetAddressAsync(source, target, cancellationToken).ConfigureAwait(false);
        string[] lease = published is null ? [] : [$"--force-with-lease=refs/heads/{branch}:{Revision.Require(published)}"];
        var call = new GitCall(["push", "--porcelain", "--no-verify", .. lease, "--", address.Text, $"{Revision.Require(revision)}:refs/heads/{BranchName.Require(branch)}"]) { GitDir = control.Folders.Control };
        var result = await StartAsync(call, source, address, cancellationToken).ConfigureAwait(false);
        switch (PushAnswer.Of(result))
        {
            case { Outcome: PushOutcome.Pushed }:
                return await RecordAsync(control, target, branch, revision, cancellationToken).ConfigureAwait(false);
            case { Outcome: PushOutcome.Moved }:
                // A push that broke off and is made again expects what the first one has replaced.
                return await FindAsync(control, source, target, branch, cancellationToken).ConfigureAwait(false) == revision
                    ? await RecordAsync(control, target, branch, revision, cancellationToken).ConfigureAwait(false)
                    : $"The branch '{branch}' of '{address}' holds commits that this change does not contain, and nothing is pushed by force. Take the newest of it in, or use another branch.";
            case { Outcome: PushOutcome.Refused } answer:
                return $"The repository '{address}' refused the push to branch '{branch}': {answer.Reason} {RemoteFaults.WordsOf(result)}".TrimEnd();
            case { Outcome: PushOutcome.NotSent } when RemoteFaults.Of(result) is RemoteFault.Unreachable or RemoteFault.BrokenOff:
                throw new TransientException($"The branch '{branch}' could not be published: '{Printable.Quote(address.Text)}' could not be reached: {RemoteFaults.WordsOf(result)}");
            case { Outcome: PushOutcome.NotSent }:
                return RemoteFaults.Refusal($"The branch '{branch}' could not be published", address, RemoteFaults.Of(result), result).Message;
            default:
                throw new OutcomeUnknownException($"The push of {revision} to branch '{branch}' of '{address}' broke off: {RemoteFaults.WordsOf(result)}");
        }
    }

    /// <summary>Gives what this host published last under a branch, where the branch still is exactly that: it may be replaced.</summary>
    public async ValueTask<string?> FindOwnAsync(ControlRepository control, ProjectSource source, string target, string branch, CancellationToken cancellationToken) =>
        await control.ResolveAsync(ReferenceOf(target, branch), cancellationToken).ConfigureAwait(false) is { } own && await FindAsync(control, source, target, branch, cancellationToken).ConfigureAwait(false) == own ? own : null;

    private async ValueTask<CommandResult> StartAsync(GitCall call, ProjectSource source, RemoteAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await remote.RunAsync(call, source, address, cancellationToken).ConfigureAwait(false);
        }
        catch (GitException exception)
        {
            throw new OutcomeUnknownException($"The push to '{address}' broke off: {exception.Message}", exception);
        }
    }

    private static async ValueTask<string?> RecordAsync(ControlRepository control, string target, string branch, string revision, CancellationToken cancellationToken) =>
        await PushedBranch.RecordAsync<string?>($"The branch '{branch}'", async () =>
        {
            await control.ReadAsync(cancellationToken, "update-ref", ReferenceOf(target, branch), revision).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);

    private static string ReferenceOf(string target, string branch) => $"refs/ao/remote/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target}\0{branch}")))}";
}
