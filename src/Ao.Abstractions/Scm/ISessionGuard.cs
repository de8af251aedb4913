namespace Ao.Scm;

/// <summary>The optional capability of an scm to keep its own tools from finding credentials in a session: it knows how they look for them.</summary>
/// <remarks>What it gives is set for the agent's process, which can unset it again. It holds because there is nothing to be found, not because nobody looks.</remarks>
public interface ISessionGuard
{
    /// <summary>Gives what a session's process is started with, without starting or changing anything.</summary>
    /// <param name="workspace">The session's workspace.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The variables, and the folders that work in the workspace needs.</returns>
    ValueTask<SessionGuard> GetGuardAsync(Workspace workspace, CancellationToken cancellationToken = default);

    /// <summary>Tells whether a variable holds a credential for a forge, or leads the scm's tools to one.</summary>
    /// <param name="variable">The name of the variable.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    bool IsCredential(string variable);
}
