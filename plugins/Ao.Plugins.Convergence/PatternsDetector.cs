using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Finds what forks answered each by itself, what they took from one another, and the reports that are about one problem.</summary>
internal sealed class PatternsDetector : IConvergenceDetector, IIncrementalDetector, IChangeSketcher
{
    public ValueTask<IReadOnlyList<Finding>> DetectAsync(ConvergenceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);

        var index = new PatternIndex(request with { Forks = [] });
        index.Take(request.Forks, cancellationToken);
        return ValueTask.FromResult(index.Find(cancellationToken));
    }

    public IConvergenceIndex OpenIndex(ConvergenceRequest settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        return new PatternIndex(settings);
    }

    public ChangeSketch Sketch(ForkChange change, SketchLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(change);

        var bounds = limits ?? new SketchLimits();
        return bounds is { Terms: >= 1, Files: >= 0 } ? ChangeReader.Sketch(change, bounds)
            : throw new AoException($"A sketch of {bounds.Terms} terms and {bounds.Files} files cannot be made. Give 1 term or more, and 0 files or more.");
    }
}
