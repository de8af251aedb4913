namespace Ao.Benchmarks.Duplicates;

/// <summary>How well duplicates written by people are found (Q1).</summary>
/// <param name="Queries">How many labelled duplicates were searched for.</param>
/// <param name="RecallAt1">The share of them for which a right answer is the first.</param>
/// <param name="RecallAt5">Or among the first five.</param>
/// <param name="RecallAt10">Or among the first ten.</param>
/// <param name="Map">The mean average precision over all right answers.</param>
internal sealed record RetrievalFigures(int Queries, double RecallAt1, double RecallAt5, double RecallAt10, double Map)
{
    /// <summary>Sums up searches, each given by the ranks of its right answers, from 0 and rising, and by how many there are.</summary>
    public static RetrievalFigures Of(IReadOnlyCollection<(List<int> Ranks, int Right)> searches)
    {
        double Share(int within) => searches.Count == 0 ? 0 : searches.Count(search => search.Ranks.Count > 0 && search.Ranks[0] < within) / (double)searches.Count;
        return new RetrievalFigures(
            searches.Count,
            Share(1),
            Share(5),
            Share(10),
            searches.Count == 0 ? 0 : searches.Average(static search => search.Ranks.Select(static (rank, before) => (before + 1) / (double)(rank + 1)).Sum() / search.Right));
    }
}
