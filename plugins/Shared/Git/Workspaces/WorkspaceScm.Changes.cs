using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <content>What workspaces change, as they are now.</content>
internal abstract partial class WorkspaceScm : IWorkspaceChanges
{
    private readonly WorkspaceChangesReader _changes = new();

    public async ValueTask<WorkspaceChanges> ReadChangesAsync(Workspace workspace, string? revision = null, CancellationToken cancellationToken = default)
    {
        var control = await WithAsync(workspace.Source, revision is null ? [] : [revision], cancellationToken).ConfigureAwait(false);
        var record = Require(control, workspace.Session);
        var read = revision is null
            ? await RevisionNowAsync(control, record, workspace.Source, cancellationToken).ConfigureAwait(false)
            : await RequireAsync(control, revision, cancellationToken).ConfigureAwait(false);
        var start = await WorkspaceReader.StartOfAsync(control, record, read, cancellationToken).ConfigureAwait(false);
        return await _changes.ReadAsync(control, start, read, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string> RevisionNowAsync(ControlRepository control, WorkspaceRecord record, ProjectSource source, CancellationToken cancellationToken)
    {
        if (record.Closed is { } closed)
        {
            return closed.Revision;
        }

        WorkspaceOpening.RequireFolder(control.Folders, record, source);
        return (await parts.Reader.ReadAsync(control, record, cancellationToken).ConfigureAwait(false)).Revision;
    }

    private static async ValueTask<string> RequireAsync(ControlRepository control, string revision, CancellationToken cancellationToken) =>
        await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false)
            ? revision
            : throw new AoException($"The revision '{revision}' is not here. Name one that a workspace or the project's source holds.");
}
