namespace Ao.Governance;

/// <summary>A rule of the owner's, written as code, that every effect passes before anybody is asked for consent and before anything is done.</summary>
/// <remarks>Implementations are safe for concurrent use and answer quickly. The strictest answer of all policies holds. No policy takes a question away that the consent floor, or a gate of the project, asks for:
/// to allow means to have nothing against it. A policy that throws, or takes longer than ten seconds, counts as one that asks for a person.</remarks>
/// <example>
/// <code>
/// builder.Services.AddAo().Services.AddSingleton&lt;IEffectPolicy, NoIssuesAtNight&gt;();
/// </code>
/// </example>
public interface IEffectPolicy
{
    /// <summary>Gets the name, which stands in reasons and in the version of the project's policy.</summary>
    string Name { get; }

    /// <summary>Gets the version: another one whenever the policy may answer differently.</summary>
    string Version { get; }

    /// <summary>Judges the creation of an issue.</summary>
    /// <param name="request">What would be done.</param>
    /// <param name="cancellationToken">The token that says that the answer is not waited for any more.</param>
    /// <returns>The answer; the default is <see cref="PolicyAnswer.Allow"/>.</returns>
    ValueTask<PolicyAnswer> CanCreateIssueAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(PolicyAnswer.Allow);

    /// <summary>Judges the creation of a fork.</summary>
    /// <param name="request">What would be done.</param>
    /// <param name="cancellationToken">The token that says that the answer is not waited for any more.</param>
    /// <returns>The answer; the default is <see cref="PolicyAnswer.Allow"/>.</returns>
    ValueTask<PolicyAnswer> CanCreateForkAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(PolicyAnswer.Allow);

    /// <summary>Judges the opening of a pull request.</summary>
    /// <param name="request">What would be done.</param>
    /// <param name="cancellationToken">The token that says that the answer is not waited for any more.</param>
    /// <returns>The answer; the default is <see cref="PolicyAnswer.Allow"/>.</returns>
    ValueTask<PolicyAnswer> CanCreatePullRequestAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(PolicyAnswer.Allow);

    /// <summary>Judges the start of a session that a report asks for.</summary>
    /// <param name="request">What would be done.</param>
    /// <param name="cancellationToken">The token that says that the answer is not waited for any more.</param>
    /// <returns>The answer; the default is <see cref="PolicyAnswer.Allow"/>.</returns>
    ValueTask<PolicyAnswer> CanSpawnSessionAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(PolicyAnswer.Allow);

    /// <summary>Judges an effect of any other kind.</summary>
    /// <param name="request">What would be done.</param>
    /// <param name="cancellationToken">The token that says that the answer is not waited for any more.</param>
    /// <returns>The answer; the default is <see cref="PolicyAnswer.Allow"/>.</returns>
    ValueTask<PolicyAnswer> CanActAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(PolicyAnswer.Allow);
}
