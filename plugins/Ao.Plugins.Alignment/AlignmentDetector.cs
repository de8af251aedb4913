using Ao.Alignment;
using Ao.Convergence;

namespace Ao.Plugins.Alignment;

/// <summary>Finds what one fork breaks for another: by the sources of both, or, where only their histories are at hand, by the names that one removes and the other has begun to use.</summary>
internal sealed class AlignmentDetector : IConvergenceDetector, IAlignmentChecker
{
    public string Rules => "alignment/1";

    public async ValueTask<IReadOnlyList<AlignmentAlert>> CheckAsync(AlignmentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await AlignmentChecks.RunAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<Finding>> DetectAsync(ConvergenceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ValueTask.FromResult(Histories.HistoryAlignment.Find(request, cancellationToken));
    }
}
