namespace Ao.Scm;

/// <summary>The optional capability of an scm to show on a pull request what the host has checked.</summary>
/// <remarks>The host calls it only through its effect gate. Publishing the same again changes nothing, and a newer result of the same name and revision takes the place of the older one.</remarks>
public interface ICheckPublisher
{
    /// <summary>Publishes a check.</summary>
    /// <param name="request">What is published.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The check as it stands there.</returns>
    /// <exception cref="OutcomeUnknownException">The call broke off and the check may be there.</exception>
    /// <exception cref="AoException">There is no such pull request, or its head is another revision.</exception>
    ValueTask<Check> PublishCheckAsync(CheckPublication request, CancellationToken cancellationToken = default);
}
