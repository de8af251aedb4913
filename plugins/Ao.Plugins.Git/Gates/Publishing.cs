using Ao.Plugins.Git.Forge;
using Ao.Plugins.Git.Workspaces;
using Ao.Scm;

namespace Ao.Plugins.Git.Gates;

/// <summary>Publishes what sessions have pushed to their gates: from the control repository, to an address that was agreed to.</summary>
internal sealed class Publishing(PushTargets targets)
{
    /// <summary>Gives the reference that says what was published of a session.</summary>
    public static string ReferenceOf(SessionId session) => $"refs/ao/published/{session}";

    public static async ValueTask<string?> FindAsync(ControlRepository control, string target, string branch, CancellationToken cancellationToken)
    {
        var result = await control.RunAsync(cancellationToken, "ls-remote", "--refs", "--quiet", "--", target, $"refs/heads/{BranchName.Require(branch)}").ConfigureAwait(false);
        return result.Succeeded
            ? result.Output.Split('\t')[0] is { Length: > 0 } revision ? revision : null
            : throw new GitException($"The branch '{Printable.Quote(branch)}' of '{Printable.Quote(target)}' cannot be looked for: {Printable.Quote(result.Error)}");
    }

    /// <summary>Gives what was relayed of a session, where the branch still is exactly that.</summary>
    public static async ValueTask<string?> FindRelayedAsync(ControlRepository control, SessionId session, string target, string branch, CancellationToken cancellationToken) =>
        await control.ResolveAsync(ReferenceOf(session), cancellationToken).ConfigureAwait(false) is { } relayed && await FindAsync(control, target, branch, cancellationToken).ConfigureAwait(false) == relayed ? relayed : null;

    public async ValueTask<string> PublishAsync(ControlRepository control, WorkspaceRecord record, PublishRequest request, CancellationToken cancellationToken)
    {
        Revision.Require(request.Revision);
        if (request.Branch != record.Branch || request.Branch == record.BaseBranch)
        {
            throw new AoException($"The branch '{Printable.Quote(request.Branch)}' is not that of session '{record.Session}', which is '{record.Branch}'. Only its own is published.");
        }

        if (!await control.ContainsAsync(request.Revision, cancellationToken).ConfigureAwait(false))
        {
            throw new AoException($"The revision '{request.Revision}' is not known here. Give one that was read from the session's gate.");
        }

        var target = await targets.GetAsync(request.Source, cancellationToken).ConfigureAwait(false);
        if (target != request.PushTarget)
        {
            throw new AoException($"The push target of project '{request.Source.Project}' is '{target}' by now, not '{Printable.Quote(request.PushTarget)}'. Ask again for the push as it would be now.");
        }

        if (await targets.PushAsync(control, target, request.Revision, request.Branch, published: null, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw new AoException(reason);
        }

        return await PushedBranch.RecordAsync($"The branch '{request.Branch}'", async () =>
        {
            await control.ReadAsync(cancellationToken, "update-ref", ReferenceOf(record.Session), request.Revision).ConfigureAwait(false);
            return request.Revision;
        }).ConfigureAwait(false);
    }
}
