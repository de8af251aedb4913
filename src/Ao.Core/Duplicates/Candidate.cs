namespace Ao.Duplicates;

/// <summary>A candidate that was looked at closely.</summary>
internal sealed class Candidate(AnalysedReport report, Comparison comparison, float[] values)
{
    /// <summary>Gets the report.</summary>
    public AnalysedReport Report => report;

    /// <summary>Gets what it shares.</summary>
    public Comparison Comparison => comparison;

    /// <summary>Gets the features, in the order of <see cref="PairFeature"/>.</summary>
    public float[] Values => values;

    /// <summary>Gets or sets the score by which suggestions are ranked.</summary>
    public float Rank { get; set; }

    /// <summary>Gets a feature.</summary>
    public float this[PairFeature feature] => values[(int)feature];
}
