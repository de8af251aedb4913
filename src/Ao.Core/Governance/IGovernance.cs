using Ao.Configuration;

namespace Ao.Governance;

/// <summary>The policies of the projects: what holds, what has held, and what another one would have said. Only a host that has authenticated an operator holds this.</summary>
public interface IGovernance
{
    /// <summary>Gives the policy that holds in a project.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    PolicyVersion Current(ProjectId project);

    /// <summary>Lists the policies that have held in a project, oldest first. One that came back is there again.</summary>
    /// <param name="project">The project; the configuration need not have it any more.</param>
    /// <returns>The policies.</returns>
    IReadOnlyList<PolicyVersion> History(ProjectId project);

    /// <summary>Tells what other settings would have said to everything that was asked, done or denied so far. Nothing is performed, and nobody is asked.</summary>
    /// <param name="project">The project.</param>
    /// <param name="candidate">The settings, in place of those that hold. The owner's policies and the project's gates are as they are.</param>
    /// <param name="cancellationToken">The token that cancels the reading.</param>
    /// <returns>Where they agree with what happened, and where they do not.</returns>
    /// <exception cref="AoException">There is no such project, or the settings are not valid.</exception>
    Task<PolicyBackTest> BackTestAsync(ProjectId project, ProjectPolicyOptions candidate, CancellationToken cancellationToken = default);

    /// <summary>Tells what another policy of the owner's would have said to everything that was asked, done or denied so far. Nothing is performed, and nobody is asked.</summary>
    /// <param name="project">The project.</param>
    /// <param name="candidate">The policy, in place of the one with its name, or beside all others.</param>
    /// <param name="cancellationToken">The token that cancels the reading.</param>
    /// <returns>Where it agrees with what happened, and where it does not.</returns>
    /// <exception cref="AoException">There is no such project, or the policy's name or version cannot stand in a record.</exception>
    Task<PolicyBackTest> BackTestAsync(ProjectId project, IEffectPolicy candidate, CancellationToken cancellationToken = default);
}
