using Ao.Convergence;

namespace Ao.Core.Tests.Convergence;

/// <summary>The same detector, which takes in what is new.</summary>
internal sealed class GrowingDetector : TopicDetector, IIncrementalDetector
{
    /// <summary>Gets how many changes and records its indexes were given.</summary>
    public int Given { get; private set; }

    public override ValueTask<IReadOnlyList<Finding>> DetectAsync(ConvergenceRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("It is to be asked for an index.");

    public IConvergenceIndex OpenIndex(ConvergenceRequest settings) => new Index(this);

    private sealed class Index(GrowingDetector detector) : IConvergenceIndex
    {
        private readonly Dictionary<string, ForkHistory> _forks = new(StringComparer.Ordinal);
        private Dictionary<string, int> _known = new(StringComparer.Ordinal);

        public ValueTask TakeAsync(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken = default)
        {
            if (detector.Fault is { } fault)
            {
                throw fault;
            }

            foreach (var fork in news)
            {
                detector.Given += fork.Changes.Count + fork.Records.Count;
                var known = _forks.GetValueOrDefault(fork.ForkId) ?? fork with { Changes = [], Records = [] };
                _forks[fork.ForkId] = known with { Changes = [.. known.Changes, .. fork.Changes], Records = [.. known.Records, .. fork.Records] };
            }

            return ValueTask.CompletedTask;
        }

        public async ValueTask<IReadOnlyList<Finding>> AddAsync(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken = default)
        {
            await TakeAsync(news, cancellationToken);
            var found = detector.Find(_forks.Values);
            IReadOnlyList<Finding> changed = [.. found.Where(finding => _known.GetValueOrDefault(finding.Id) != finding.Evidence.Count)];
            _known = found.ToDictionary(static finding => finding.Id, static finding => finding.Evidence.Count, StringComparer.Ordinal);
            return changed;
        }
    }
}
