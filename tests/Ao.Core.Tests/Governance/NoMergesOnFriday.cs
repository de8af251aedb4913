using Ao.Effects;
using Ao.Governance;

namespace Ao.Core.Tests.Governance;

/// <summary>The policy that docs/governance.md shows.</summary>
internal sealed class NoMergesOnFriday(TimeProvider time) : IEffectPolicy
{
    public string Name => "no-merges-on-friday";

    public string Version => "1";

    public ValueTask<PolicyAnswer> CanCreateForkAsync(PolicyRequest request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(request.Report is { Component: "payments" } ? PolicyAnswer.Deny("payments is not forked") : PolicyAnswer.Allow);

    public ValueTask<PolicyAnswer> CanActAsync(PolicyRequest request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(request.Kind == EffectKind.MergePullRequest && time.GetUtcNow().DayOfWeek == DayOfWeek.Friday
            ? PolicyAnswer.Ask("it is Friday")
            : PolicyAnswer.Allow);
}
