namespace Ao.Scm;

/// <summary>The optional capability of an scm to bring the newest base branch to what a session sees as its remote, so that the session can take it in and resolve a conflict. Without being asked the remote stays as it was when the session began.</summary>
public interface IBaseRefresh
{
    /// <summary>Lets a session's remote offer the newest revision of the base branch. Nothing in the workspace itself changes. Repeating it changes nothing while the branch does not move.</summary>
    /// <param name="workspace">The workspace, which is open.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The revision that the remote offers now, under the name <see cref="Workspace.BaseBranch"/>.</returns>
    /// <exception cref="AoException">The workspace is not open, its remote was tampered with, or the branch could not be read.</exception>
    ValueTask<string> RefreshBaseAsync(Workspace workspace, CancellationToken cancellationToken = default);
}
