namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell beforehand whether a session can have a branch, so that no session is made that could not begin.</summary>
public interface IBranchCheck
{
    /// <summary>Looks whether a branch can be made for a new session, without changing anything.</summary>
    /// <param name="source">The project.</param>
    /// <param name="branch">The name of the branch.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation, completed when it can.</returns>
    /// <exception cref="AoException">The name cannot be one, or is taken; the message says which and what to do.</exception>
    ValueTask CheckBranchAsync(ProjectSource source, string branch, CancellationToken cancellationToken = default);
}
