namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell what a workspace would change, and on which lines, so that sessions which are about to collide can be told before they do.</summary>
public interface IWorkspaceChanges
{
    /// <summary>Reads what a workspace changes, uncommitted and untracked files too. Nothing is secured by it, nothing is disturbed, and nothing that an agent configured is run or decides on the outcome.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="revision">A revision of the session's own, such as the head of its pull request, to read that instead of the folder; <see langword="null"/> for the workspace as it is now, or as it was when it was closed.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What it changes. The same content gives the same revision.</returns>
    /// <exception cref="AoException">There is no such workspace or revision, or it cannot be read now.</exception>
    ValueTask<WorkspaceChanges> ReadChangesAsync(Workspace workspace, string? revision = null, CancellationToken cancellationToken = default);
}
