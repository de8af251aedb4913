namespace Ao.Scm;

/// <summary>The optional capability of an scm to run checks of the same revision again, so that a flaky one shows itself.</summary>
public interface ICheckRerun
{
    /// <summary>Asks for another attempt of checks. Asking again under the same key starts no other.</summary>
    /// <param name="request">Which checks.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The checks as they stand then; those that run anew are pending until they have ended, and then have a higher <see cref="Check.Attempt"/>.</returns>
    /// <exception cref="AoException">The revision is not the pull request's head any more, or a check is not known there.</exception>
    ValueTask<CheckReport> RerunChecksAsync(CheckRerunRequest request, CancellationToken cancellationToken = default);
}
