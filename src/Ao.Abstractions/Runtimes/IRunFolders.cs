namespace Ao.Runtimes;

/// <summary>The optional capability of a runtime that runs programs as another user to take folders back which they have written, before the host writes there itself.</summary>
public interface IRunFolders
{
    /// <summary>Makes folders the host's own again and removes the links in them that lead out, so that the host does not write elsewhere through one. No program of the session runs meanwhile.</summary>
    /// <param name="folders">The folders: those of <see cref="RunAccess.WritableFolders"/> that the host writes to.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation. A runtime that runs programs as the host's user does nothing.</returns>
    ValueTask ReclaimAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken = default);
}
