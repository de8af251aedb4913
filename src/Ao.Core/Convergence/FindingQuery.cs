namespace Ao.Convergence;

/// <summary>Which findings are listed.</summary>
public sealed record FindingQuery
{
    /// <summary>Gets how sure a finding must be, from 0 to 1.</summary>
    /// <value>The default is <see langword="null"/>: as the project's <c>Convergence:ListConfidence</c> says.</value>
    public double? MinConfidence { get; init; }

    /// <summary>Gets whether findings are listed that the detector does not find any more, and those that were declined.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IncludesClosed { get; init; }
}
