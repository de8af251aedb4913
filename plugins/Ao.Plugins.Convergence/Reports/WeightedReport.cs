using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>A record as a vector of weighted words (tf-idf, length 1).</summary>
/// <param name="Counted">The report.</param>
/// <param name="Words">The weightiest words.</param>
/// <param name="Book">The words behind the hashes.</param>
internal sealed record WeightedReport(CountedReport Counted, WeightedTerms Words, WordBook Book)
{
    public string ForkId => Counted.ForkId;

    public ForkRecord Record => Counted.Record;

    public string Component => Counted.Component;

    /// <summary>Gives the words that both have, each with what it adds to their likeness.</summary>
    public IEnumerable<(string Word, double Weight)> SharedWith(WeightedReport other) => Words.Hashes
        .Select(hash => (Word: Book.Find(hash) ?? "", Weight: Words.WeightOf(hash) * other.Words.WeightOf(hash)))
        .Where(static word => word.Weight > 0 && word.Word.Length > 0).OrderBy(static word => word.Word, StringComparer.Ordinal);
}
