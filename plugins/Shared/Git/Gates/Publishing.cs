using Ao.Git.Workspaces;
using Ao.Scm;

namespace Ao.Git.Gates;

/// <summary>Publishes what sessions have pushed to their gates: from the control repository, to an address that was agreed to.</summary>
internal sealed class Publishing(IPublication publication)
{
    /// <summary>Gives the reference that says what was published of a session.</summary>
    public static string ReferenceOf(SessionId session) => $"refs/ao/published/{session}";

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

        var target = await publication.GetAsync(request.Source, cancellationToken).ConfigureAwait(false);
        if (target != request.PushTarget)
        {
            throw new AoException($"The push target of project '{request.Source.Project}' is '{target}' by now, not '{Printable.Quote(request.PushTarget)}'. Ask again for the push as it would be now.");
        }

        if (await publication.PushAsync(control, request.Source, target, request.Revision, request.Branch, published: null, cancellationToken).ConfigureAwait(false) is { } reason)
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
