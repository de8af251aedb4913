using Ao.Consents;
using Ao.Sessions;

namespace Ao.EndToEnd.Tests;

/// <summary>A person who says yes to everything.</summary>
internal static class Approvals
{
    /// <summary>Gets who answers.</summary>
    public static Operator Operator { get; } = new("ann", "test");

    /// <summary>Answers every request for consent with yes, those to come too, until it is cancelled.</summary>
    public static async Task ApproveAsync(IOrchestrator orchestrator, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var consent in orchestrator.Consents.WatchAsync(cancellationToken))
            {
                if (consent.State == ConsentState.Pending)
                {
                    await orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, Operator, cancellationToken: cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
