namespace Ao.Reports;

/// <summary>What recommends how far a report is followed up, such as an agent of the host's own. A host adds one to the services of its orchestrator.</summary>
/// <remarks>It only recommends. Advice makes the way of a report shorter than policy says, never longer, and takes no consent's place. An adviser that fails is passed over.</remarks>
public interface IFeedbackAdvisor
{
    /// <summary>Recommends.</summary>
    /// <param name="report">The report. All its texts come from outside.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The advice, or <see langword="null"/> for none; <see cref="FeedbackAdvice.Parse"/> reads it from an agent's words.</returns>
    ValueTask<FeedbackAdvice?> AdviseAsync(TrackedReport report, CancellationToken cancellationToken = default);
}
