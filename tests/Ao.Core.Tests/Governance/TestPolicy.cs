using Ao.Governance;

namespace Ao.Core.Tests.Governance;

/// <summary>A policy of an owner's whose answer is chosen by the test.</summary>
internal sealed class TestPolicy(string name, Func<string, PolicyRequest, CancellationToken, ValueTask<PolicyAnswer>> answer) : IEffectPolicy
{
    public TestPolicy(string name, PolicyAnswer answer)
        : this(name, (_, _, _) => ValueTask.FromResult(answer))
    {
    }

    public string Name => name;

    public string Version { get; init; } = "1";

    /// <summary>Gets the hooks that were called, in order.</summary>
    public List<string> Called { get; } = [];

    public ValueTask<PolicyAnswer> CanCreateIssueAsync(PolicyRequest request, CancellationToken cancellationToken = default) => AnswerAsync("issue", request, cancellationToken);

    public ValueTask<PolicyAnswer> CanCreateForkAsync(PolicyRequest request, CancellationToken cancellationToken = default) => AnswerAsync("fork", request, cancellationToken);

    public ValueTask<PolicyAnswer> CanCreatePullRequestAsync(PolicyRequest request, CancellationToken cancellationToken = default) => AnswerAsync("pull-request", request, cancellationToken);

    public ValueTask<PolicyAnswer> CanSpawnSessionAsync(PolicyRequest request, CancellationToken cancellationToken = default) => AnswerAsync("session", request, cancellationToken);

    public ValueTask<PolicyAnswer> CanActAsync(PolicyRequest request, CancellationToken cancellationToken = default) => AnswerAsync("act", request, cancellationToken);

    private ValueTask<PolicyAnswer> AnswerAsync(string hook, PolicyRequest request, CancellationToken cancellationToken)
    {
        lock (Called)
        {
            Called.Add(hook);
        }

        return answer(hook, request, cancellationToken);
    }
}
