using Ao.Scm;

namespace Ao.Forks;

/// <summary>The forks of projects, and where changes are published. Each change waits for a person's consent: no policy takes that away.</summary>
public interface IForks
{
    /// <summary>Creates a fork of a project's source, once a person has consented.</summary>
    /// <param name="project">The project.</param>
    /// <param name="owner">Who shall own the fork. There is one for each owner: asked for again, it is given.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    /// <returns>The fork.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether the fork was created; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">It was not created: a person said no, the scm has no forks, or it refused.</exception>
    Task<Fork> CreateAsync(ProjectId project, string owner, CancellationToken cancellationToken = default);

    /// <summary>Reads where a project's changes are published.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The location: that of the source, or of one of its forks.</returns>
    Task<string> GetPushTargetAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Switches where a project's changes are published, once a person has consented.</summary>
    /// <param name="project">The project.</param>
    /// <param name="location">The location: that of the source, or of one of its forks.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    /// <returns>The operation. Switching to where changes are published already does nothing.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether it was switched; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">It was not switched: a person said no, the scm has no forks, or it refused.</exception>
    Task SwitchPushTargetAsync(ProjectId project, string location, CancellationToken cancellationToken = default);
}
