namespace Ao.Scm;

/// <summary>The optional capability of an scm to stand between a session's pushes and the world: what its agent pushes ends in a place of the session's own, is read there as data, and goes on only when the host says so.</summary>
public interface IPushGate
{
    /// <summary>Reads what a session's agent has pushed, as it stands now. Nothing that the agent wrote there takes effect.</summary>
    /// <param name="workspace">The session's workspace, open or closed.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The references that the agent has set, those of the start left out.</returns>
    ValueTask<PushReading> ReadPushesAsync(Workspace workspace, CancellationToken cancellationToken = default);

    /// <summary>Looks which revision a published branch holds.</summary>
    /// <param name="source">The project.</param>
    /// <param name="pushTarget">Where it is published.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The revision, or <see langword="null"/> where there is no such branch.</returns>
    ValueTask<string?> FindPublishedAsync(ProjectSource source, string pushTarget, string branch, CancellationToken cancellationToken = default);

    /// <summary>Publishes a revision that was pushed to the gate, with the host's own credentials. What the branch holds beyond it is never overwritten.</summary>
    /// <param name="request">What to publish.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The revision that the branch then holds.</returns>
    /// <exception cref="OutcomeUnknownException">The call broke off and the revision may be published.</exception>
    /// <exception cref="AoException">It was refused; the message says why.</exception>
    ValueTask<string> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default);
}
