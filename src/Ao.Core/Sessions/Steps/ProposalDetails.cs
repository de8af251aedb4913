using Ao.Configuration;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Scm;
using Ao.Sessions.Costs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Sessions.Steps;

/// <summary>Gathers what a person is shown who decides on a session's change: where it goes, how much it changes, what it has cost and what the host has verified.</summary>
internal sealed partial class ProposalDetails(SessionContext context, IOptions<AoOptions> options, ILogger<ProposalDetails> logger)
{
    public async ValueTask<ConsentDetails> OfAsync(SessionState state, string target, string branch, string? baseBranch, string revision, CancellationToken cancellationToken) => new()
    {
        Target = target,
        Branch = branch,
        BaseBranch = baseBranch,
        Change = await ChangeAsync(state, revision, cancellationToken).ConfigureAwait(false),
        Cost = CostOf(state),
        Verification = VerificationOf(state, revision),
    };

    /// <summary>Says what a session has cost so far; <see langword="null"/> where its agent does not tell.</summary>
    private CostSoFar? CostOf(SessionState state)
    {
        if (state.Usage == SessionUsage.None)
        {
            return null;
        }

        var costs = PriceList.CostOf(state.UsageByModel, options.Value.Prices, DateOnly.FromDateTime(state.CreatedAt.UtcDateTime));
        return new CostSoFar
        {
            Tokens = state.Usage.InputTokens + state.Usage.OutputTokens,
            Money = costs.Where(static cost => cost.Amount is not null).GroupBy(static cost => cost.Currency ?? "").ToDictionary(static group => group.Key, static group => group.Sum(static cost => cost.Amount!.Value)),
            IsIncomplete = costs.Count == 0 || costs.Any(static cost => cost.Amount is null),
        };
    }

    private static string VerificationOf(SessionState state, string revision)
    {
        if (state.Verifications.FindLast(verification => verification.Passed && verification.Revision == revision) is not { } verification)
        {
            return $"revision {revision} was not verified by this host";
        }

        return verification.Commands.Count == 0
            ? $"revision {revision} was not verified: the project has no verification commands"
            : $"revision {revision} passed: {string.Join(", ", verification.Commands.Select(static command => command.Name))}";
    }

    private async ValueTask<ChangeSummary?> ChangeAsync(SessionState state, string revision, CancellationToken cancellationToken)
    {
        if (state.Workspace is not { } workspace)
        {
            return null;
        }

        try
        {
            return context.Plugins.Find<IChangeSummary>(Slot.Scm, context.ScmNameOf(state)) is { } scm
                ? await scm.SummarizeAsync(workspace.Source, workspace.BaseRevision, revision, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (AoException exception)
        {
            // It is for show: a person can be asked without it.
            LogNotSummarized(exception, state.Id);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "How much the change of session {Session} changes could not be told; the question is asked without it.")]
    private partial void LogNotSummarized(Exception exception, SessionId session);
}
