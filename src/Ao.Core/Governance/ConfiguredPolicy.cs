using System.Globalization;
using Ao.Configuration;
using Ao.Effects;
using Ao.Reports;

namespace Ao.Governance;

/// <summary>The policy that a project's settings say.</summary>
internal sealed class ConfiguredPolicy(ProjectPolicyOptions options) : IEffectPolicy
{
    /// <summary>The name that no policy of the owner's can have.</summary>
    public const string OwnName = "configuration";

    public string Name => OwnName;

    public string Version => "1";

    public ValueTask<PolicyAnswer> CanCreateIssueAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(Judge(request));

    public ValueTask<PolicyAnswer> CanCreateForkAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(Judge(request));

    public ValueTask<PolicyAnswer> CanCreatePullRequestAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(Judge(request));

    public ValueTask<PolicyAnswer> CanSpawnSessionAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(Judge(request));

    public ValueTask<PolicyAnswer> CanActAsync(PolicyRequest request, CancellationToken cancellationToken = default) => ValueTask.FromResult(Judge(request));

    private PolicyAnswer Judge(PolicyRequest request)
    {
        if (OwnerProblem(request) is { } owner)
        {
            return PolicyAnswer.Deny(owner);
        }

        var answer = JudgeConfidence(request);
        return answer.Verdict == PolicyVerdict.Allow && request.Kind == EffectKind.SpawnSession && options.AskBeforeSession
            ? PolicyAnswer.Ask("a person decides whether a report gets a session (Policy:AskBeforeSession)")
            : answer;
    }

    private string? OwnerProblem(PolicyRequest request)
    {
        if (request.ForkOwner?.Trim() is not { } owner)
        {
            return null;
        }

        return Holds(options.ForkOwners.Deny, owner) ? $"'{Printable.Quote(owner)}' is denied as an owner of forks (Policy:ForkOwners:Deny)"
            : options.ForkOwners.Allow.Count > 0 && !Holds(options.ForkOwners.Allow, owner) ? $"'{Printable.Quote(owner)}' is not among the owners of forks that are allowed (Policy:ForkOwners:Allow)"
            : null;
    }

    private PolicyAnswer JudgeConfidence(PolicyRequest request)
    {
        // To note a report down, and to tell people, is what reports are for.
        if (request.Report is not { } report || request.Kind is EffectKind.SubmitReport or EffectKind.Notify)
        {
            return PolicyAnswer.Allow;
        }

        var least = report.Type == ReportType.BugReport ? options.MinConfidence.BugReport : options.MinConfidence.ImprovementSuggestion;
        if (report.Confidence is not { } confidence)
        {
            return PolicyAnswer.Ask($"the report {Printable.Quote(report.Id)} does not say how sure its reporter is");
        }

        if (confidence >= least)
        {
            return PolicyAnswer.Allow;
        }

        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"the report {Printable.Quote(report.Id)} has a confidence of {confidence:0.##}, and {least:0.##} is needed (Policy:MinConfidence:{report.Type})");
        return request.Kind is EffectKind.CreateIssue or EffectKind.UpdateIssue ? PolicyAnswer.Ask(reason) : PolicyAnswer.Deny(reason);
    }

    private static bool Holds(IEnumerable<string> owners, string owner) => owners.Any(listed => string.Equals(listed.Trim(), owner, StringComparison.OrdinalIgnoreCase));
}
