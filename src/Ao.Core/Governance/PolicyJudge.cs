using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Microsoft.Extensions.Logging;

namespace Ao.Governance;

/// <summary>Puts together what the floor, the project's gates and the policies say of an effect. Whatever goes wrong on the way makes it stricter and never milder.</summary>
internal sealed partial class PolicyJudge(TimeProvider time, ILogger<PolicyJudge> logger)
{
    private const int MaxReasonLength = 500;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Judges an effect.</summary>
    /// <param name="request">The effect.</param>
    /// <param name="project">The settings of its project; <see langword="null"/> where the configuration has no such project.</param>
    /// <param name="owners">The owner's policies.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    public async ValueTask<PolicyRuling> RuleAsync(PolicyRequest request, ProjectOptions? project, IReadOnlyList<IEffectPolicy> owners, CancellationToken cancellationToken)
    {
        var reasons = new List<PolicyReason>();
        if (ConsentFloor.Requires(request.Kind, project))
        {
            reasons.Add(new PolicyReason(PolicyVerdict.Ask, WhyAsked(request, project)));
        }

        if (request.Kind == EffectKind.BreakDownIssue && project is { Backlog.BreakDown.AskBefore: true })
        {
            reasons.Add(new PolicyReason(PolicyVerdict.Ask, "a person decides how an issue is broken down (Backlog:BreakDown:AskBefore)"));
        }

        if (request.Kind == EffectKind.PublishLedger && project is { Ledger.AskFirst: true })
        {
            reasons.Add(new PolicyReason(PolicyVerdict.Ask, "a person decides what is published of the ledger (Ledger:AskFirst)"));
        }

        if (project is not null)
        {
            reasons.AddRange(Read(new ConfiguredPolicy(project.Policy), await CallAsync(new ConfiguredPolicy(project.Policy), request, cancellationToken).ConfigureAwait(false)));
        }

        if (owners.Count > 0)
        {
            var answers = await Task.WhenAll(owners.Select(policy => AskAsync(policy, request, cancellationToken))).ConfigureAwait(false);
            reasons.AddRange(answers.SelectMany(static answer => answer));
        }

        return new PolicyRuling(reasons);
    }

    private static string WhyAsked(PolicyRequest request, ProjectOptions? project) =>
        ConsentFloor.IsOnFloor(request.Kind) ? $"floor: {request.Kind} always needs a person's consent"
        : project is null ? $"the configuration has no project '{request.Project}', so that a person decides on everything of it"
        : $"gate: the project's Gates name {request.Kind}";

    private static ValueTask<PolicyAnswer> CallAsync(IEffectPolicy policy, PolicyRequest request, CancellationToken cancellationToken) => request.Kind switch
    {
        EffectKind.CreateIssue => policy.CanCreateIssueAsync(request, cancellationToken),
        EffectKind.CreateFork => policy.CanCreateForkAsync(request, cancellationToken),
        EffectKind.OpenPullRequest => policy.CanCreatePullRequestAsync(request, cancellationToken),
        EffectKind.SpawnSession => policy.CanSpawnSessionAsync(request, cancellationToken),
        _ => policy.CanActAsync(request, cancellationToken),
    };

    private async Task<IReadOnlyList<PolicyReason>> AskAsync(IEffectPolicy policy, PolicyRequest request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // Elsewhere, so that one which blocks holds up nothing but its own answer.
            return await Task.Run(() => AnswerAsync(policy, request, patience.Token), CancellationToken.None).WaitAsync(s_patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await patience.CancelAsync().ConfigureAwait(false);
            LogTooSlow(policy.Name, request.Operation);
            return [new PolicyReason(PolicyVerdict.Ask, $"policy '{policy.Name}' gave no answer within {s_patience.TotalSeconds:0} seconds, so that a person decides")];
        }
    }

    private async Task<IReadOnlyList<PolicyReason>> AnswerAsync(IEffectPolicy policy, PolicyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Read(policy, await CallAsync(policy, request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            LogFailed(exception, policy.Name, request.Operation);
            return [new PolicyReason(PolicyVerdict.Ask, $"policy '{policy.Name}' failed, so that a person decides: {Printable.Quote(exception.Message)}")];
        }
    }

    private static IReadOnlyList<PolicyReason> Read(IEffectPolicy policy, PolicyAnswer? answer) => answer switch
    {
        null => [new PolicyReason(PolicyVerdict.Ask, $"policy '{policy.Name}' gave no answer, so that a person decides")],
        { Verdict: PolicyVerdict.Allow } => [],
        _ => [new PolicyReason(answer.Verdict, $"policy '{policy.Name}': {(OperatorName.Shorten(answer.Reason, MaxReasonLength) is { Length: > 0 } reason ? reason : "it gave no reason")}")],
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy {Policy} failed at operation {Operation}; a person is asked instead.")]
    private partial void LogFailed(Exception exception, string policy, OperationKey operation);

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy {Policy} was too slow at operation {Operation}; a person is asked instead.")]
    private partial void LogTooSlow(string policy, OperationKey operation);
}
