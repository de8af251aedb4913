using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Projects;

namespace Ao.Governance;

/// <summary>Judges effects on behalf of the effect gate, and writes down what was not allowed.</summary>
internal sealed class PolicyDesk(PolicyJudge judge, PolicySet policies, PolicyProjection known, ProjectCatalog projects, ConsentDesk consents, FactLog log)
{
    public ValueTask<PolicyRuling> RuleAsync(Effect effect, CancellationToken cancellationToken) =>
        judge.RuleAsync(PolicyRequests.Of(effect), projects.Find(effect.Project)?.Options, policies.Owners, cancellationToken);

    /// <summary>Writes a denial down, once for the same operation under the same policy, and takes back what was asked about it under an earlier one.</summary>
    /// <returns>The reason for whoever wanted the effect.</returns>
    public async ValueTask<string> DenyAsync(Effect effect, string hash, PolicyRuling ruling, IReadOnlyList<ConsentEntry> requests, CancellationToken cancellationToken)
    {
        var version = policies.Of(effect.Project).Version;
        foreach (var entry in requests.Where(static entry => entry.IsLive))
        {
            await consents.WithdrawAsync(entry, WithdrawalCause.PolicyChanged, cancellationToken).ConfigureAwait(false);
        }

        if (!known.HasDenied(effect.Key, hash, version))
        {
            var denied = new PolicyFacts.Denied(effect.Project, effect.Key, effect.Kind, effect.Session, effect.Title, effect.Parameters, hash, version, ruling.Why);
            await log.AppendAsync(GovernanceFactKinds.StreamOf(effect.Project), expectedVersion: null, [denied], cancellationToken).ConfigureAwait(false);
        }

        return $"It is not allowed in project '{effect.Project}': {string.Join("; ", ruling.Why)}.";
    }
}
