namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell how much a change changes, so that a person who is asked sees it.</summary>
public interface IChangeSummary
{
    /// <summary>Compares two revisions that the scm holds. Nothing that an agent configured decides on the outcome.</summary>
    /// <param name="source">The project.</param>
    /// <param name="baseRevision">The revision before the change.</param>
    /// <param name="revision">The revision with the change.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="AoException">A revision is not there.</exception>
    ValueTask<ChangeSummary> SummarizeAsync(ProjectSource source, string baseRevision, string revision, CancellationToken cancellationToken = default);
}
