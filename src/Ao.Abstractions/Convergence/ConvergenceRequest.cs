namespace Ao.Convergence;

/// <summary>What to compare.</summary>
public sealed record ConvergenceRequest
{
    /// <summary>Gets the forks.</summary>
    public required IReadOnlyList<ForkHistory> Forks { get; init; }

    /// <summary>Gets how far apart in time two records may be and still be about one problem.</summary>
    /// <value>The default is 90 days.</value>
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Gets how sure a finding must be to be reported, from 0 to 1.</summary>
    /// <value>The default is 0.5.</value>
    public double MinimumConfidence { get; init; } = 0.5;
}
