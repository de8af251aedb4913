namespace Ao.Scm;

/// <summary>The optional capability of an scm to make forks and to say where changes are pushed.</summary>
/// <remarks>Both changes are on the consent floor: the host's gate lets neither through without a person's yes.</remarks>
public interface IForkHost
{
    /// <summary>Finds the fork that an operation created.</summary>
    /// <param name="source">The project.</param>
    /// <param name="key">The operation that may have created it.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The fork, or <see langword="null"/> where the operation created none.</returns>
    ValueTask<Fork?> FindForkAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default);

    /// <summary>Creates a fork of the project's source.</summary>
    /// <param name="request">The fork.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The fork.</returns>
    /// <exception cref="OutcomeUnknownException">The call broke off and the fork may be there.</exception>
    ValueTask<Fork> CreateForkAsync(ForkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads where the project's changes are published.</summary>
    /// <param name="source">The project.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The location.</returns>
    ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default);

    /// <summary>Switches where the project's changes are published from now on.</summary>
    /// <param name="source">The project.</param>
    /// <param name="location">The location: that of the source, or of one of its forks.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation.</returns>
    ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default);
}
