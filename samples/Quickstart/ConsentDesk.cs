using Ao;
using Ao.Consents;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Sessions;

namespace Quickstart;

/// <summary>Puts requests for consent before the person, or answers them where that was asked for.</summary>
internal sealed class ConsentDesk(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions, Person person, ChangeOverview changes, RunPlan plan) : IDesk
{
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);

    public bool HasWork => Waiting.Any() || Lapsed.Any() || LapsedReports.Any();

    /// <summary>Gets how many requests were left pending, because nobody is there to be asked.</summary>
    public int Left => _left.Count;

    private IEnumerable<Consent> Waiting => orchestrator.Consents.List().Where(consent => !_left.Contains(consent.Id));

    // Nobody has said no to these: the question was there for too long.
    private IEnumerable<SessionId> Lapsed => sessions.Where(id => orchestrator.Get(id).PullRequest is { State: ProposalState.Refused } && HasLapsed(id, EffectKind.OpenPullRequest));

    private IEnumerable<string> LapsedReports => orchestrator.Reports.List()
        .Where(static report => report is { Hindrance: not null, Session: null })
        .Select(static report => report.Id)
        .Where(id => orchestrator.Consents.List(pendingOnly: false).LastOrDefault(consent => consent.Kind == EffectKind.SpawnSession && consent.Parameters.GetValueOrDefault("report") == id) is { State: ConsentState.Expired });

    /// <summary>Tells whether the request that was made last for such an operation of a session has lapsed.</summary>
    public bool HasLapsed(SessionId session, EffectKind kind) =>
        orchestrator.Consents.List(pendingOnly: false).LastOrDefault(consent => consent.Session == session && consent.Kind == kind) is { State: ConsentState.Expired };

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        foreach (var session in Lapsed.ToList())
        {
            await orchestrator.PullRequests.ProposeAsync(session, cancellationToken);
        }

        foreach (var report in LapsedReports.ToList())
        {
            await orchestrator.Reports.ProceedAsync(report, person.Operator, cancellationToken);
        }

        foreach (var consent in Waiting.ToList())
        {
            if (person.AgreesTo(consent.Kind, plan.IsOnForge))
            {
                await AnswerAsync(consent, ConsentDecision.Approve, "--yes was given", cancellationToken);
            }
            else if (person.CanBeAsked && !person.AlwaysAgrees)
            {
                await AnswerAsync(consent, await AskAsync(consent, cancellationToken), reason: null, cancellationToken);
            }
            else
            {
                _left.Add(consent.Id);
            }
        }
    }

    private async Task<ConsentDecision> AskAsync(Consent consent, CancellationToken cancellationToken)
    {
        var change = await changes.DescribeAsync(consent, cancellationToken);
        ConsentView.Show(consent, change, plan.IsOnForge, isWhole: false);
        while (true)
        {
            switch (await Person.AskAsync("Allow exactly this, once? (all shows everything that was shortened)", ["n", "y", "all"], cancellationToken))
            {
                case "y":
                    return ConsentDecision.Approve;
                case "n":
                    return ConsentDecision.Deny;
                default:
                    ConsentView.Show(consent, change, plan.IsOnForge, isWhole: true);
                    break;
            }
        }
    }

    private async Task AnswerAsync(Consent consent, ConsentDecision decision, string? reason, CancellationToken cancellationToken)
    {
        try
        {
            await orchestrator.Consents.AnswerAsync(consent.Id, decision, person.Operator, reason, cancellationToken);
        }
        catch (AoException exception)
        {
            // It has lapsed, or was answered elsewhere or withdrawn meanwhile. What is still to be decided is asked anew.
            Person.Tell($"The answer was not taken. {exception.Message}");
        }
    }
}
