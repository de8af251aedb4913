namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell whether a revision contains another one, so that changes which build on each other are merged in their order.</summary>
public interface IRevisionGraph
{
    /// <summary>Tells whether everything of one revision is in another.</summary>
    /// <param name="source">The project.</param>
    /// <param name="contained">The revision that may be contained.</param>
    /// <param name="container">The revision that may contain it.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Whether it is contained. A revision contains itself.</returns>
    /// <exception cref="AoException">A revision is not there.</exception>
    ValueTask<bool> ContainsRevisionAsync(ProjectSource source, string contained, string container, CancellationToken cancellationToken = default);
}
