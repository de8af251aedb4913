namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell what automatic checks say of a pull request.</summary>
public interface ICheckHost
{
    /// <summary>Reads the checks of a pull request's current head; an implementation that runs checks itself runs those that have not run.</summary>
    /// <param name="source">The project.</param>
    /// <param name="number">The pull request's number.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The checks, with the revision they are about.</returns>
    ValueTask<CheckReport> GetChecksAsync(ProjectSource source, int number, CancellationToken cancellationToken = default);
}
