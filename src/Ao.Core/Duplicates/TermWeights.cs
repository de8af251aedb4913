namespace Ao.Duplicates;

/// <summary>BM25F: what the occurrences of a term in the fields of a report are worth.</summary>
/// <remarks>
/// The lengths that count as usual are constants and not the average of the index, so that a report's weights do not depend on what was filed before or after it
/// and are reckoned once.
/// </remarks>
internal static class TermWeights
{
    private const float TitleWeight = 4;
    private const float BodyWeight = 1;
    private const float TitleNormalisation = 0.5f;
    private const float BodyNormalisation = 1;
    private const float UsualTitle = 9;
    private const float UsualBody = 80;

    /// <summary>The saturation of occurrences in the report that is found (k1) and in the one that is searched by (k3).</summary>
    private const float Saturation = 2;
    private const float QuerySaturation = 4;

    /// <summary>Gives the weighted terms in the order of their numbers.</summary>
    public static TermUse[] Weigh(Dictionary<int, Occurrences> occurrences, int titleLength, int bodyLength)
    {
        var title = TitleWeight / (1 - TitleNormalisation + TitleNormalisation * titleLength / UsualTitle);
        var body = BodyWeight / (1 - BodyNormalisation + BodyNormalisation * Math.Max(bodyLength, UsualBody / 8) / UsualBody);
        var terms = new TermUse[occurrences.Count];
        var at = 0;
        foreach (var (term, found) in occurrences)
        {
            var weight = found.InTitle * title + found.InBody * body;
            var asked = found.InTitle * TitleWeight + found.InBody * BodyWeight;
            terms[at++] = new TermUse(term, found.Traits, weight / (Saturation + weight), (QuerySaturation + 1) * asked / (QuerySaturation + asked));
        }

        Array.Sort(terms, static (one, other) => one.Term.CompareTo(other.Term));
        return terms;
    }
}
