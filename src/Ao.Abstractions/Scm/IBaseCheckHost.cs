namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell what the checks say of the base branch that a pull request goes into, so that a failure which was there before is not blamed on the change.</summary>
public interface IBaseCheckHost
{
    /// <summary>Reads the checks of the newest revision of a pull request's base branch; an implementation that runs checks itself runs those that have not run.</summary>
    /// <param name="source">The project.</param>
    /// <param name="number">The pull request's number.</param>
    /// <param name="names">The checks that are asked about; others need not be run.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The checks, with the revision of the base branch that they are about. One that has never run there is missing.</returns>
    ValueTask<CheckReport> GetBaseChecksAsync(ProjectSource source, int number, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default);
}
